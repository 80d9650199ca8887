import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog, TextInput } from '../../../components';
import { isTaken } from './names';

export interface NameDialogProps {
  what: 'keep' | 'agree' | 'rename';
  name: string;
  /** Names of others. */
  taken: readonly string[];
  /** By how many points a score must clear a cut-off once tiers are agreed on. */
  points: string;
  onClose: () => void;
  onName: (name: string) => void;
}

/** Asks what a scenario is called. */
export function NameDialog({ what, name: start, taken, points, onClose, onName }: NameDialogProps) {
  const { t } = useTranslation('model');
  const [name, setName] = useState(start);
  const refused = isTaken(name, taken);
  return (
    <Dialog
      open
      title={t(`scenarios.title.${what}`)}
      primary={{
        label: t(`scenarios.confirm.${what}`),
        onClick: () => onName(name.trim()),
        disabled: name.trim() === '' || refused,
      }}
      onClose={onClose}
    >
      {what !== 'rename' && <p>{t(`scenarios.text.${what}`, { points })}</p>}
      <TextInput
        label={t('scenarios.name')}
        value={name}
        error={refused ? t('scenarios.taken') : null}
        autoFocus
        onChange={setName}
      />
    </Dialog>
  );
}
