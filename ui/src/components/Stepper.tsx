import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { CheckIcon } from './icons';
import styles from './Layout.module.css';

export interface StepperProps {
  steps: readonly string[];
  /** Index of the step in hand. */
  current: number;
  /** Goes back to a step that is done. */
  onBack?: (index: number) => void;
}

/** A few calm steps of a longer job, with the way back. */
export function Stepper({ steps, current, onBack }: StepperProps) {
  const { t } = useTranslation('components');
  return (
    <ol className={styles.stepper} aria-label={t('stepper.label')}>
      {steps.map((step, index) => {
        const done = index < current;
        const inside = (
          <>
            <span className={styles.stepDot} aria-hidden>
              {done ? <CheckIcon /> : index + 1}
            </span>
            {step}
            {done && <span className="visually-hidden">{t('stepper.done')}</span>}
          </>
        );
        const look = `${styles.step} ${done ? styles.stepDone : index === current ? styles.stepNow : ''}`;
        return (
          <Fragment key={step}>
            {index > 0 && <li className={styles.stepLine} aria-hidden />}
            <li aria-current={index === current ? 'step' : undefined}>
              {done && onBack ? (
                <button type="button" className={look} onClick={() => onBack(index)}>
                  {inside}
                </button>
              ) : (
                <span className={look}>{inside}</span>
              )}
            </li>
          </Fragment>
        );
      })}
    </ol>
  );
}
