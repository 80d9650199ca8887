/**
 * The locale that figures are written and read in. It is the desktop's region format, which the web view's language need
 * not be, so the shell hands it over at the start. Formatters are costly to make and are kept per locale and options.
 */

let current = typeof navigator === 'undefined' ? 'en-US' : usable(navigator.language);
const cache = new Map<string, Intl.NumberFormat>();

function usable(tag: string): string {
  // A bare Linux desktop reports "C", which Intl refuses with an exception.
  try {
    return Intl.NumberFormat.supportedLocalesOf(tag)[0] ?? 'en-US';
  } catch {
    return 'en-US';
  }
}

/** Sets the locale of every figure drawn from now on. An unknown tag falls back to American English. */
export function setLocale(tag: string): void {
  current = usable(tag);
}

/** The BCP 47 tag in force. */
export function locale(): string {
  return current;
}

/** A cached formatter of the locale in force. */
export function numberFormat(options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = current + JSON.stringify(options);
  let format = cache.get(key);
  if (!format) {
    format = new Intl.NumberFormat(current, options);
    cache.set(key, format);
  }
  return format;
}

/** The characters that this locale groups digits and marks decimals with. */
export function separators(): { group: string; decimal: string } {
  const parts = numberFormat({ minimumFractionDigits: 1 }).formatToParts(1234567.8);
  return {
    group: parts.find((part) => part.type === 'group')?.value ?? '',
    decimal: parts.find((part) => part.type === 'decimal')?.value ?? '.',
  };
}
