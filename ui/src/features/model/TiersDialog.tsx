import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AddIcon, Button, DeleteIcon, Dialog, IconButton, TextInput, TierBadge } from '../../components';
import { num } from '../../format/figures';
import type { TierEdit } from '../../ipc/bindings';
import styles from './TiersDialog.module.css';

/** A plan has so many tiers. */
const FEWEST = 2;
const MOST = 5;

export interface TiersDialogProps {
  names: readonly string[];
  onClose: () => void;
  onKeep: (tiers: TierEdit[]) => void;
}

/** How many tiers there are and what they are called, best first. */
export function TiersDialog({ names, onClose, onKeep }: TiersDialogProps) {
  const { t } = useTranslation('model');
  const [tiers, setTiers] = useState<TierEdit[]>(() => names.map((name, was) => ({ was, name })));
  const keys = tiers.map((tier) => tier.name.trim().toLowerCase());
  const wrong = keys.some((key, at) => key === '' || keys.indexOf(key) !== at);
  const same = tiers.length === names.length && tiers.every((tier, at) => tier.was === at && tier.name === names[at]);
  const add = () =>
    setTiers((last) => [...last, { was: null, name: t('tiers.newName', { place: num(last.length + 1) }) }]);
  return (
    <Dialog
      open
      title={t('tiers.title')}
      primary={{ label: t('tiers.keep'), onClick: () => onKeep(tiers), disabled: wrong || same }}
      onClose={onClose}
    >
      <p>{t('tiers.text')}</p>
      <ol className={styles.tiers}>
        {tiers.map((tier, at) => (
          <li key={tier.was ?? `new ${at}`} className={styles.tier}>
            <TierBadge tier={at} name={tier.name} bare />
            <TextInput
              label={t('tiers.name', { place: num(at + 1) })}
              hideLabel
              value={tier.name}
              autoFocus={at === 0}
              onChange={(name) =>
                setTiers((last) => last.map((each, other) => (other === at ? { ...each, name } : each)))
              }
            />
            <IconButton
              label={t('tiers.remove', { name: tier.name })}
              icon={<DeleteIcon />}
              disabled={tiers.length <= FEWEST}
              onClick={() => setTiers((last) => last.filter((_, other) => other !== at))}
            />
          </li>
        ))}
      </ol>
      <div>
        <Button look="quiet" icon={<AddIcon />} disabled={tiers.length >= MOST} onClick={add}>
          {t('tiers.add')}
        </Button>
      </div>
    </Dialog>
  );
}
