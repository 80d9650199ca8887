import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, ChevronRightIcon, OpenFigure, TierBadge } from '../../components';
import { num } from '../../format/figures';
import type { TierStep } from '../../ipc/bindings';
import styles from './Moves.module.css';

export interface MovesProps {
  state: 'resting' | 'trying' | 'done';
  moved: number;
  /** Accounts by saved tier (row) and new tier (column). */
  moves: readonly (readonly number[])[];
  names: readonly string[];
  /** Opens those that moved, all of them or from one tier to another; only once they have. */
  onOpen: (step: TierStep | null) => void;
  onUndo?: () => void;
}

/** Which accounts change tier: how many, and from where to where. It keeps its place when there is nothing to say. */
export const Moves = memo(function Moves({ state, moved, moves, names, onOpen, onUndo }: MovesProps) {
  const { t } = useTranslation('model');
  const paths = moves
    .flatMap((row, from) => row.map((count, to) => ({ from, to, count })))
    .filter(({ from, to, count }) => from !== to && count > 0)
    .sort((a, b) => b.count - a.count);
  const said = { count: moved, shown: num(moved) };
  return (
    <div className={`${styles.moves} ${state === 'resting' ? styles.resting : ''}`}>
      <span className={styles.sentence}>
        {state === 'resting' && t('moves.hint')}
        {state === 'trying' && (moved === 0 ? t('moves.wouldNone') : t('moves.would', said))}
        {state === 'done' &&
          (moved === 0 ? (
            t('moves.none')
          ) : (
            <OpenFigure label={t('moves.open', said)} onOpen={() => onOpen(null)}>
              {t('moves.done', said)}
            </OpenFigure>
          ))}
      </span>
      {state !== 'resting' && (
        <ul className={styles.paths}>
          {paths.slice(0, 6).map(({ from, to, count }) => (
            <li key={`${from}/${to}`} className={styles.path}>
              <TierBadge tier={from} name={names[from]} bare small />
              <ChevronRightIcon aria-hidden />
              <TierBadge tier={to} name={names[to]} bare small />
              {state === 'done' ? (
                <OpenFigure
                  label={t('scenarios.openStep', { from: names[from], to: names[to], count, shown: num(count) })}
                  onOpen={() => onOpen({ from, to })}
                >
                  {num(count)}
                </OpenFigure>
              ) : (
                <span className="num">{num(count)}</span>
              )}
            </li>
          ))}
        </ul>
      )}
      {onUndo && (
        <Button small onClick={onUndo}>
          {t('moves.undo')}
        </Button>
      )}
    </div>
  );
});
