import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DayInput, Dialog, TextInput, TierBadge } from '../../components';
import { today } from '../../format/dates';
import { num } from '../../format/figures';
import { useQueryCommand } from '../../ipc/cache';
import { usePlan } from '../../state/plan';
import styles from './Accounts.module.css';

/** Reasons given since the window was opened, the newest first: the next account often has the same. */
let given: readonly string[] = [];
const MOST = 4;

export interface ReasonDialogProps {
  /** How many accounts are moved, and the name when it is one. */
  count: number;
  name?: string;
  /** How many of them a person has put where they are already. */
  byHand: number;
  /** Null is Excluded. */
  tier: number | null;
  tierName: string;
  /** It is there already, and is to stay when the model changes. */
  keeps?: boolean;
  /** `expires` is the last day it counts, null for ever. */
  onReason: (reason: string, expires: string | null) => void;
  onClose: () => void;
}

/** The board, where setting so many more tiers by hand goes beyond the budget that was agreed on. */
function useOverdrawn(added: number): { overrides: number; allowed: number } | null {
  const { data: board } = useQueryCommand('tier_board', null);
  const allowed = board?.allowed ?? null;
  const overrides = board?.overrides ?? 0;
  return allowed !== null && added > 0 && overrides + added > allowed ? { overrides, allowed } : null;
}

/** Asks why accounts go to another tier than the model says. Nothing is moved without a reason. */
export function ReasonDialog({ count, name, byHand, tier, tierName, keeps, onReason, onClose }: ReasonDialogProps) {
  const { t } = useTranslation('accounts');
  const overdrawn = useOverdrawn(count - byHand);
  const [reason, setReason] = useState('');
  const [expires, setExpires] = useState<string | null>(null);
  const asOf = usePlan((state) => state.plan?.asOf) ?? '';
  const now = today();
  const offered = [...given, t('reason.strategic'), t('reason.closing'), t('reason.leaving')].slice(0, MOST);
  const take = () => {
    const said = reason.trim();
    given = [said, ...given.filter((each) => each !== said)].slice(0, MOST);
    onReason(said, expires);
  };
  return (
    <Dialog
      open
      title={
        count === 1 && name
          ? t(keeps ? 'reason.titleKeepOne' : 'reason.titleOne', { name, tier: tierName })
          : t(keeps ? 'reason.titleKeep' : 'reason.title', { count, shown: num(count), tier: tierName })
      }
      primary={{
        label: t(keeps ? 'reason.keep' : 'reason.move'),
        onClick: take,
        disabled: reason.trim() === '',
      }}
      onClose={onClose}
    >
      <div className={styles.reason}>
        <p className={styles.reasonNote}>
          <TierBadge tier={tier ?? 'excluded'} name={tierName} />
          <span>{t('reason.note', { count })}</span>
        </p>
        {overdrawn && (
          <p className={styles.reasonNote} role="status">
            {t('reason.budget', {
              count: overdrawn.overrides,
              shown: num(overdrawn.overrides),
              allowed: num(overdrawn.allowed),
            })}
          </p>
        )}
        <TextInput label={t('reason.label')} value={reason} onChange={setReason} autoFocus />
        <div className={styles.offers}>
          {[...new Set(offered)].map((each) => (
            <button key={each} type="button" className={styles.offer} onClick={() => setReason(each)}>
              {each}
            </button>
          ))}
        </div>
        <div className={styles.expires}>
          <DayInput
            label={t('reason.expires')}
            hint={t('reason.expiresHint')}
            // A plan may be seen from a day that is long past, or from one to come.
            from={asOf > now ? asOf : now}
            value={expires}
            onCommit={setExpires}
          />
        </div>
      </div>
    </Dialog>
  );
}
