import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { BothWaysSlider, Button, Dialog, ErrorBar, ShareBar } from '../../../components';
import { num, percent } from '../../../format/figures';
import type { Comparison, CriterionView, WeightView } from '../../../ipc/bindings';
import { useLive } from '../../../ipc/useLive';
import { answered, comparable, MOST_STEPS, pairsOf } from './pairs';
import styles from './CompareDialog.module.css';

export interface CompareDialogProps {
  criteria: readonly CriterionView[];
  onClose: () => void;
  onKeep: (weights: WeightView[]) => void;
}

/** Weights from answers: which of two criteria matters more, and how much. */
export function CompareDialog({ criteria, onClose, onKeep }: CompareDialogProps) {
  const { t } = useTranslation('model');
  const [pairs, setPairs] = useState(() => pairsOf(criteria));
  const { ask, data, error } = useLive('compare_criteria');
  useEffect(() => ask({ pairs }), [ask, pairs]);
  const nameOf = (id: number) => criteria.find((criterion) => criterion.id === id)?.name ?? '';
  const answer = (next: Comparison) => setPairs((last) => answered(last, next));
  const said = ({ first, second, steps }: Comparison) => {
    if (steps === 0) return t('compare.same');
    const times = num(Math.abs(steps) + 1);
    return t('compare.more', { name: nameOf(steps > 0 ? first : second), times });
  };
  return (
    <Dialog
      open
      wide
      title={t('compare.title')}
      primary={{ label: t('compare.keep'), onClick: () => data && onKeep(data.weights), disabled: !data?.consistent }}
      onClose={onClose}
    >
      <ErrorBar error={error} />
      <p className={styles.soft}>{t('compare.text')}</p>
      <div className={styles.columns}>
        <ul className={styles.pairs}>
          {pairs.map((pair) => {
            const [first, second] = [nameOf(pair.first), nameOf(pair.second)];
            const doubt = data?.doubtful;
            const doubtful = doubt?.first === pair.first && doubt.second === pair.second;
            return (
              <li key={`${pair.first}/${pair.second}`} className={`${styles.pair} ${doubtful ? styles.doubtful : ''}`}>
                <span className={styles.first}>{first}</span>
                <BothWaysSlider
                  label={t('compare.pair', { first, second })}
                  value={-pair.steps}
                  reach={MOST_STEPS}
                  valueText={said(pair)}
                  onMove={(value) => answer({ ...pair, steps: -value || 0 })}
                />
                <span>{second}</span>
                <span className={styles.said}>{said(pair)}</span>
              </li>
            );
          })}
        </ul>
        <div className={styles.outcome}>
          <h3 className={styles.title}>{t('compare.weights')}</h3>
          <ul className={styles.weights}>
            {comparable(criteria).map((criterion) => {
              const weight = data?.weights.find((each) => each.criterion === criterion.id)?.weight ?? criterion.weight;
              return (
                <li key={criterion.id} className={styles.weight}>
                  <span className={styles.name}>{criterion.name}</span>
                  <span className="num">{percent(weight / 1000, 1)}</span>
                  <span className={styles.bar}>
                    <ShareBar ratio={weight / 1000} />
                  </span>
                </li>
              );
            })}
          </ul>
          {data && (
            <p className={data.consistent ? styles.soft : styles.contradict} role="status">
              {t(data.consistent ? 'compare.agree' : 'compare.contradict', { ratio: num(data.ratio / 1000, 2, true) })}
            </p>
          )}
          {data?.doubtful && (
            <>
              <p className={styles.soft}>
                {t('compare.doubtful', {
                  first: nameOf(data.doubtful.first),
                  second: nameOf(data.doubtful.second),
                  said: said(data.doubtful),
                })}
              </p>
              <div>
                <Button small onClick={() => data.doubtful && answer(data.doubtful)}>
                  {t('compare.fit')}
                </Button>
              </div>
            </>
          )}
        </div>
      </div>
    </Dialog>
  );
}
