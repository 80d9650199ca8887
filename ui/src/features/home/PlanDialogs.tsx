import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog, ErrorBar, Select, TextInput } from '../../components';
import type { PlanView } from '../../ipc/bindings';
import { useChange } from '../../ipc/cache';
import { currencyChoices } from './currencies';
import styles from './Home.module.css';

/** Name, period and currency of the open plan. */
export function RenameDialog({ plan, onClose }: { plan: PlanView; onClose: () => void }) {
  const { t } = useTranslation('home');
  const { change, busy, error, clearError } = useChange();
  const [name, setName] = useState(plan.name);
  const [period, setPeriod] = useState(plan.period);
  const [currency, setCurrency] = useState(plan.currency.code);
  const save = async () => {
    if (await change('rename_plan', { name, period, currency })) onClose();
  };
  return (
    <Dialog
      open
      title={t('rename.title')}
      primary={{
        label: t('rename.save'),
        onClick: () => void save(),
        disabled: name.trim() === '' || period.trim() === '',
        busy,
      }}
      onClose={onClose}
    >
      <div className={styles.form}>
        <ErrorBar error={error} onDismiss={clearError} />
        <TextInput label={t('rename.name')} value={name} onChange={setName} autoFocus />
        <TextInput
          label={t('rename.period')}
          value={period}
          onChange={setPeriod}
          hint={t('rename.periodHint', { date: plan.asOf })}
        />
        <Select
          label={t('rename.currency')}
          value={currency}
          choices={currencyChoices(plan.currency.code)}
          onChange={setCurrency}
          hint={t('rename.currencyHint')}
        />
      </div>
    </Dialog>
  );
}

/** The name of a new, empty plan. */
export function NameDialog({ onName, onClose }: { onName: (name: string) => void; onClose: () => void }) {
  const { t } = useTranslation('home');
  const [name, setName] = useState('');
  return (
    <Dialog
      open
      title={t('new.title')}
      primary={{ label: t('new.make'), onClick: () => onName(name.trim()), disabled: name.trim() === '' }}
      onClose={onClose}
    >
      <TextInput label={t('new.name')} placeholder={t('new.example')} value={name} onChange={setName} autoFocus />
    </Dialog>
  );
}
