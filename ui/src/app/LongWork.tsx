import { useEffect, useState } from 'react';
import { ProgressDialog } from '../components/Dialog';
import { useLongWork } from '../ipc/longWork';

/** Work that is over sooner than this shows no progress: it would only flash. */
const PATIENCE = 350;

/** The progress of long work, over the window. */
export function LongWork() {
  const { title, progress, cancelling, cancel } = useLongWork();
  const [shown, setShown] = useState<string | null>(null);
  useEffect(() => {
    const soon = setTimeout(() => setShown(title), title === null ? 0 : PATIENCE);
    return () => clearTimeout(soon);
  }, [title]);
  return (
    <ProgressDialog
      open={title !== null && shown !== null}
      title={shown ?? ''}
      stage={progress.step}
      done={progress.done}
      total={progress.total}
      cancelling={cancelling}
      onCancel={cancel}
    />
  );
}
