import type { ReactNode } from 'react';
import styles from './OpenFigure.module.css';

export interface OpenFigureProps {
  /** Read aloud in place of the figure, where the figure alone does not say what it opens. */
  label?: string;
  /** Beside figures that weigh more. */
  soft?: boolean;
  onOpen: () => void;
  children: ReactNode;
}

/** A figure that opens what it counts. */
export function OpenFigure({ label, soft, onOpen, children }: OpenFigureProps) {
  return (
    <button
      type="button"
      aria-label={label}
      className={`${styles.figure} ${soft ? styles.soft : ''} num`}
      onClick={onOpen}
    >
      {children}
    </button>
  );
}
