import { useEffect, useState } from 'react';
import { ProgressBar } from './Moving';
import styles from './Waiting.module.css';

/** What is over sooner than this shows nothing: it would only flash. */
const PATIENCE = 350;

/** Something is being worked out where its answer will stand. The screen stays in hand meanwhile. */
export function Waiting({ label }: { label: string }) {
  const [shown, setShown] = useState(false);
  useEffect(() => {
    const soon = setTimeout(() => setShown(true), PATIENCE);
    return () => clearTimeout(soon);
  }, []);
  if (!shown) return null;
  return (
    <div className={styles.waiting} role="status">
      <ProgressBar label={label} value={null} />
      <p>{label}</p>
    </div>
  );
}
