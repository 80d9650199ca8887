import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  AddIcon,
  Button,
  DeleteIcon,
  Dialog,
  HUES,
  IconButton,
  Menu,
  TextInput,
  TierBadge,
  hueVariables,
} from '../../components';
import { num } from '../../format/figures';
import type { TierEdit, TierHueView } from '../../ipc/bindings';
import { usePlan } from '../../state/plan';
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
  const hues = usePlan((state) => state.plan?.hues) ?? HUES;
  const hueOf = (tier: number) => hues[tier] ?? HUES[tier % HUES.length] ?? 'indigo';
  const [tiers, setTiers] = useState<TierEdit[]>(() => names.map((name, was) => ({ was, name, hue: hueOf(was) })));
  const keys = tiers.map((tier) => tier.name.trim().toLowerCase());
  const wrong = keys.some((key, at) => key === '' || keys.indexOf(key) !== at);
  const same =
    tiers.length === names.length &&
    tiers.every((tier, at) => tier.was === at && tier.name === names[at] && tier.hue === hueOf(at));
  const add = () =>
    setTiers((last) => {
      const free = HUES.find((hue) => last.every((tier) => tier.hue !== hue)) ?? 'slate';
      return [...last, { was: null, name: t('tiers.newName', { place: num(last.length + 1) }), hue: free }];
    });
  // No two tiers look alike: who has the colour takes the one that is given up.
  const paint = (at: number, hue: TierHueView) =>
    setTiers((last) => {
      const given = last[at]?.hue ?? hue;
      return last.map((tier, other) =>
        other === at ? { ...tier, hue } : tier.hue === hue ? { ...tier, hue: given } : tier,
      );
    });
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
          <li key={tier.was ?? `new ${at}`} className={styles.tier} style={hueVariables(at, tier.hue)}>
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
            <Menu
              trigger={
                <IconButton
                  label={t('tiers.hue', { name: tier.name, hue: t(`tiers.hues.${tier.hue}`) })}
                  icon={<Swatch hue={tier.hue} />}
                />
              }
              items={HUES.map((hue) => ({
                id: hue,
                label: t(`tiers.hues.${hue}`),
                icon: <Swatch hue={hue} />,
                checked: hue === tier.hue,
                onSelect: () => paint(at, hue),
              }))}
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

function Swatch({ hue }: { hue: TierHueView }) {
  return <span className={styles.swatch} data-drawn aria-hidden style={{ background: `var(--hue-${hue})` }} />;
}
