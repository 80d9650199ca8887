import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog, MoneyInput, PercentInput, TextInput } from '../../components';
import type { RepView } from '../../ipc/bindings';
import { usePlanCurrency } from '../../state/plan';
import { isDay } from './measures';
import styles from './Territories.module.css';

interface RepEditorProps {
  rep: RepView;
  busy: boolean;
  onSave: (rep: RepView) => void;
  onClose: () => void;
}

/** All that the plan knows of a rep, to add or change. */
export function RepEditor({ rep, busy, onSave, onClose }: RepEditorProps) {
  const { t } = useTranslation('territories');
  const currency = usePlanCurrency();
  const [draft, setDraft] = useState(rep);
  const put = (part: Partial<RepView>) => setDraft((before) => ({ ...before, ...part }));
  const text = (value: string) => (value === '' ? null : value);
  const startWrong = draft.start !== null && !isDay(draft.start.trim());
  const unit = 10 ** currency.minorDigits;
  const money = { currency, allowEmpty: true, min: 0, step: 1000 * unit } as const;
  return (
    <Dialog
      open
      wide
      title={rep.id === 0 ? t('editor.add') : t('editor.edit', { name: rep.name })}
      primary={{
        label: t(rep.id === 0 ? 'editor.addAction' : 'editor.save'),
        disabled: draft.name.trim() === '' || startWrong,
        busy,
        onClick: () => onSave({ ...draft, name: draft.name.trim(), start: draft.start?.trim() ?? null }),
      }}
      onClose={onClose}
    >
      <div className={styles.form}>
        <TextInput
          label={t('editor.name')}
          hint={t('editor.nameHint')}
          required
          autoFocus
          value={draft.name}
          onChange={(name) => put({ name })}
        />
        <TextInput label={t('editor.role')} value={draft.role ?? ''} onChange={(role) => put({ role: text(role) })} />
        <TextInput
          label={t('editor.city')}
          value={draft.baseCity ?? ''}
          onChange={(city) => put({ baseCity: text(city) })}
        />
        <TextInput
          label={t('editor.country')}
          value={draft.country ?? ''}
          onChange={(country) => put({ country: text(country) })}
        />
        <TextInput
          label={t('editor.start')}
          hint={t('editor.startHint')}
          error={startWrong && (draft.start?.length ?? 0) >= 8 ? t('editor.startWrong') : null}
          value={draft.start ?? ''}
          onChange={(start) => put({ start: text(start) })}
        />
        <PercentInput
          label={t('editor.share')}
          value={draft.shareOfFullTime / 1000}
          min={0}
          max={1}
          step={0.1}
          onCommit={(share) => share !== null && put({ shareOfFullTime: Math.round(share * 1000) })}
        />
      </div>
      <h3 className={styles.formTitle}>{t('editor.money')}</h3>
      <div className={styles.formThree}>
        <MoneyInput
          label={t('editor.lastQuota')}
          value={draft.lastQuota}
          onCommit={(lastQuota) => put({ lastQuota })}
          {...money}
        />
        <MoneyInput
          label={t('editor.lastResult')}
          value={draft.lastResult}
          onCommit={(lastResult) => put({ lastResult })}
          {...money}
        />
        <MoneyInput label={t('editor.ote')} value={draft.ote} onCommit={(ote) => put({ ote })} {...money} />
      </div>
    </Dialog>
  );
}
