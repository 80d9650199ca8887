import { useDraggable } from '@dnd-kit/react';
import { useTranslation } from 'react-i18next';
import { LockIcon, Money, Num, PartialMark, PersonIcon, TierBadge } from '../../components';
import type { BoardCard } from '../../ipc/bindings';
import styles from './Board.module.css';

export interface CardProps {
  card: BoardCard;
  /** The column it stands in; null is Excluded. */
  tier: number | null;
  names: readonly string[];
  id: string;
  place: number;
  total: number;
  chosen: boolean;
  active: boolean;
  /** It is on its way to another tier. */
  leaving: boolean;
  disabled: boolean;
}

/** One account on the board: two lines, to be dragged to another tier. Its column hears clicks and keys. */
export function Card(props: CardProps) {
  const { t } = useTranslation('tiers');
  const { card, tier, names } = props;
  const { ref, isDragging } = useDraggable({ id: `card/${card.id}`, data: { card, tier }, disabled: props.disabled });
  const facts = [card.industry, card.country, card.owner].filter(Boolean).join(' · ');
  const byHand = card.overrideReason !== null;
  const model = names[card.modelTier] ?? '';
  // A gate, or what was agreed on, keeps it from the tier of its score.
  const held = !byHand && tier !== null && card.modelTier !== tier;
  const heldBy = card.score === null ? t('card.heldWithoutScore') : t('card.held', { tier: model });
  return (
    <div
      ref={ref}
      id={props.id}
      role="option"
      aria-selected={props.chosen}
      aria-posinset={props.place + 1}
      aria-setsize={props.total}
      // Given here because the drag library would add its own: a stop for Tab and the keys it does not have.
      tabIndex={-1}
      aria-roledescription={t('card.role')}
      aria-describedby={`${props.id}-facts`}
      className={[
        styles.card,
        props.chosen && styles.chosen,
        props.active && styles.active,
        (isDragging || props.leaving) && styles.leaving,
      ]
        .filter(Boolean)
        .join(' ')}
    >
      <span className={styles.name} title={card.name}>
        {card.name}
      </span>
      <span className={styles.score}>
        {card.partial && <PartialMark />}
        <Num value={card.score === null ? null : card.score / 10} digits={1} fixed />
      </span>
      <span id={`${props.id}-facts`} className={styles.facts} title={facts}>
        {byHand && (
          <span className={styles.byHand} title={t('card.why', { tier: model, reason: card.overrideReason ?? '' })}>
            <PersonIcon aria-hidden />
            {card.modelTier !== tier && (
              <TierBadge tier={card.modelTier} name={t('card.model', { tier: model })} bare small />
            )}
            <span className="visually-hidden">{t('card.why', { tier: model, reason: card.overrideReason ?? '' })}</span>
          </span>
        )}
        {held && (
          <span className={styles.byHand} title={heldBy}>
            <LockIcon aria-hidden />
            <TierBadge tier={card.modelTier} name={t('card.model', { tier: model })} bare small />
            <span className="visually-hidden">{heldBy}</span>
          </span>
        )}
        <span className={styles.cut}>{byHand ? card.overrideReason : facts}</span>
      </span>
      <span className={styles.potential}>
        <Money minor={card.potential} />
      </span>
    </div>
  );
}
