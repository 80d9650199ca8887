import type { ReactNode } from 'react';
import styles from './Layout.module.css';

export interface PageHeaderProps {
  /** The question the step answers. */
  question: string;
  /** The answer so far, or what the screen is. */
  title: string;
  /** The one primary button and, before it, quieter ones. */
  actions?: ReactNode;
  /** Under the title: a sentence, a stepper or chips. */
  children?: ReactNode;
}

/** The head of every step: its question, its title and what can be done. */
export function PageHeader({ question, title, actions, children }: PageHeaderProps) {
  return (
    <header className={styles.header}>
      <div className={styles.titles}>
        <p className={styles.question}>{question}</p>
        <h1 className={styles.title}>{title}</h1>
        {children}
      </div>
      {actions && <div className={styles.actions}>{actions}</div>}
    </header>
  );
}

export interface PageProps {
  header: ReactNode;
  children: ReactNode;
  /** The content fills the height and scrolls in itself (a grid, a board) instead of making the page longer. */
  fill?: boolean;
  /** The content goes to the edges, under a hairline. */
  flush?: boolean;
}

/** One step's screen: a header and its content. */
export function Page({ header, children, fill, flush }: PageProps) {
  return (
    <div className={`${styles.page} ${fill ? styles.fill : ''}`}>
      {header}
      <div className={`${styles.content} ${flush ? styles.flush : ''}`}>{children}</div>
    </div>
  );
}

export interface SectionProps {
  title?: string;
  note?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}

/** A part of a screen: a title and a hairline instead of a box. */
export function Section({ title, note, actions, children }: SectionProps) {
  return (
    <section className={styles.section} aria-label={title}>
      {title && (
        <div className={styles.sectionHead}>
          <h2 className={styles.sectionTitle}>{title}</h2>
          {actions}
        </div>
      )}
      {note && <p className={styles.sectionNote}>{note}</p>}
      {children}
    </section>
  );
}
