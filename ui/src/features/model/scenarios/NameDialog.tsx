import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog, TextInput } from '../../../components';

export interface NameDialogProps {
  what: 'keep' | 'agree' | 'rename';
  name: string;
  onClose: () => void;
  onName: (name: string) => void;
}

/** Asks what a scenario is called. */
export function NameDialog({ what, name: start, onClose, onName }: NameDialogProps) {
  const { t } = useTranslation('model');
  const [name, setName] = useState(start);
  return (
    <Dialog
      open
      title={t(`scenarios.title.${what}`)}
      primary={{
        label: t(`scenarios.confirm.${what}`),
        onClick: () => onName(name.trim()),
        disabled: name.trim() === '',
      }}
      onClose={onClose}
    >
      {what !== 'rename' && <p>{t(`scenarios.text.${what}`)}</p>}
      <TextInput label={t('scenarios.name')} value={name} autoFocus onChange={setName} />
    </Dialog>
  );
}
