import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { DownIcon, UpIcon } from './icons';
import styles from './StatFigure.module.css';

export interface StatChange {
  direction: 'up' | 'down' | 'same';
  /** The amount of the change without its sign, written out. */
  amount: string;
  /** Whether that is welcome; left out when it is neither. */
  good?: boolean;
}

export interface StatFigureProps {
  label: string;
  /** Usually a Money, Num or Percent. */
  value: ReactNode;
  unit?: string;
  change?: StatChange;
  /** What the figure means. */
  sentence?: ReactNode;
  large?: boolean;
  /** Opens the rows the figure is made of. */
  onOpen?: () => void;
}

function Change({ change }: { change: StatChange }) {
  const { t } = useTranslation('components');
  const mood = change.good === undefined ? '' : change.good ? styles.good : styles.bad;
  if (change.direction === 'same') return <span className={styles.change}>{t('change.same')}</span>;
  return (
    <span className={`${styles.change} ${mood} num`}>
      {change.direction === 'up' ? <UpIcon aria-hidden /> : <DownIcon aria-hidden />}
      <span aria-hidden>{change.amount}</span>
      <span className="visually-hidden">{t(`change.${change.direction}`, { amount: change.amount })}</span>
    </span>
  );
}

/** A number that matters: large, with its unit and change, and under it what it means. */
export function StatFigure(props: StatFigureProps) {
  const className = `${styles.stat} ${props.large ? styles.large : ''}`;
  const body = (
    <>
      <span className={styles.label}>{props.label}</span>
      <span className={styles.line}>
        <span className={`${styles.value} num`}>{props.value}</span>
        {props.unit && <span className={styles.unit}>{props.unit}</span>}
        {props.change && <Change change={props.change} />}
      </span>
      {props.sentence && <span className={styles.sentence}>{props.sentence}</span>}
    </>
  );
  if (!props.onOpen) return <div className={className}>{body}</div>;
  return (
    <button type="button" className={`${className} ${styles.open}`} onClick={props.onOpen}>
      {body}
    </button>
  );
}

/** Several figures in one line that breaks when it must. */
export function StatStrip({ children }: { children: ReactNode }) {
  return <div className={styles.strip}>{children}</div>;
}
