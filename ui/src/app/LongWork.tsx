import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProgressDialog, ProgressLine } from '../components/Dialog';
import { useLongWork } from '../ipc/longWork';

/** Work that is over sooner than this shows no progress: it would only flash. */
const PATIENCE = 350;

/** How far it is. Separate because this alone is drawn with every report: the work needs the processor more. */
function Line({ title }: { title: string }) {
  const { t } = useTranslation('components');
  const { step, done, total } = useLongWork((state) => state.progress);
  const cancelling = useLongWork((state) => state.cancelling);
  return <ProgressLine title={title} stage={cancelling ? t('progress.cancelling') : step} done={done} total={total} />;
}

/** The progress of long work, over the window. */
export function LongWork() {
  const title = useLongWork((state) => state.title);
  const cancelling = useLongWork((state) => state.cancelling);
  const cancel = useLongWork((state) => state.cancel);
  const [shown, setShown] = useState<string | null>(null);
  useEffect(() => {
    const soon = setTimeout(() => setShown(title), title === null ? 0 : PATIENCE);
    return () => clearTimeout(soon);
  }, [title]);
  return (
    <ProgressDialog
      open={title !== null && shown !== null}
      title={shown ?? ''}
      cancelling={cancelling}
      onCancel={cancel}
    >
      <Line title={shown ?? ''} />
    </ProgressDialog>
  );
}
