import { useTranslation } from 'react-i18next';
import { Button } from '../../../components';
import { day } from '../../../format/dates';
import type { RememberedColumns } from '../../../ipc/bindings';
import { forgetColumns } from './store';

/** Says that the columns are read as those of an earlier list, what differs from it, and lets the person forget it. */
export function Remembered({ remembered }: { remembered: RememberedColumns }) {
  const { t } = useTranslation('accounts');
  const quoted = (headers: readonly string[]) => headers.map((header) => t('import.quoted', { header })).join(', ');
  const { added, gone, renamed } = remembered;
  return (
    <>
      <span>{t('import.remembered', { date: day(remembered.on) })}</span>
      {renamed.map((each) => (
        <span key={each.new}> {t('import.renamedColumn', each)}</span>
      ))}
      {added.length > 0 && <span> {t('import.addedColumns', { headers: quoted(added) })}</span>}
      {gone.length > 0 && <span> {t('import.goneColumns', { headers: quoted(gone) })}</span>}
      <Button small look="quiet" onClick={() => void forgetColumns()}>
        {t('import.forget')}
      </Button>
    </>
  );
}
