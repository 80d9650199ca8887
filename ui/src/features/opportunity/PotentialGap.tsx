import { useTranslation } from 'react-i18next';
import { Button, Note } from '../../components';
import { useWindow } from '../../state/window';

/** Why potential is not known and what to do, on every screen that would show it. Nothing where all of it is known. */
export function PotentialGap({ gap }: { gap: string | null | undefined }) {
  const { t } = useTranslation('opportunity');
  const go = useWindow((state) => state.go);
  if (!gap) return null;
  return (
    <Note
      action={
        <Button small look="quiet" onClick={() => go('accounts')}>
          {t('gap.action')}
        </Button>
      }
    >
      {gap}
    </Note>
  );
}
