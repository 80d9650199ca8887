import type { Choice } from '../../components';
import { locale } from '../../format/locale';

const COMMON = (
  'USD EUR GBP CHF SEK NOK DKK PLN CZK HUF RON TRY ILS AED SAR ZAR INR CNY HKD TWD JPY KRW SGD MYR THB IDR PHP VND ' +
  'AUD NZD CAD MXN BRL ARS CLP COP'
).split(' ');

/** The currencies to choose from, by code and name. `present` is there in any case. */
export function currencyChoices(present: string): Choice<string>[] {
  const names = new Intl.DisplayNames(locale(), { type: 'currency' });
  const codes = COMMON.includes(present) ? COMMON : [present, ...COMMON];
  return codes.map((code) => {
    let name: string | undefined;
    try {
      name = names.of(code);
    } catch {
      // Not a code that this system knows: the code itself is shown.
    }
    return { value: code, label: name && name !== code ? `${code}, ${name}` : code };
  });
}
