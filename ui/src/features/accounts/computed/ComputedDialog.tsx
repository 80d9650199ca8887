import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog, ErrorBar, useToast } from '../../../components';
import type { ComputedDraft } from '../../../ipc/bindings';
import { useChange, useQueryCommand } from '../../../ipc/cache';
import { usePlan } from '../../../state/plan';
import { ComputedForm } from './ComputedForm';
import { ComputedList } from './ComputedList';

const NEW: ComputedDraft = { id: null, label: '', formula: '', kind: null };

export interface ComputedDialogProps {
  /** Opened in order to score what is computed: the column becomes a criterion at once. */
  scoring?: boolean;
  onClose: () => void;
}

/** What can be reckoned from the list? The columns that people compute, and the form for one of them. */
export function ComputedDialog({ scoring = false, onClose }: ComputedDialogProps) {
  const { t } = useTranslation('accounts');
  const { data, error, again } = useQueryCommand('computed', null);
  const { change, busy, error: refused, clearError } = useChange();
  const readOnly = usePlan((state) => state.plan?.readOnly ?? true);
  const toast = useToast();
  const [editing, setEditing] = useState<ComputedDraft | null>(scoring ? NEW : null);

  const told = (title: string) => toast({ title, undo: true });
  const keep = async (draft: ComputedDraft) => {
    if (!(await change('save_computed', { draft, score: scoring }))) return;
    const done = scoring ? 'computed.scored' : draft.id === null ? 'computed.added' : 'computed.changed';
    told(t(done, { name: draft.label.trim() }));
    // Who came for one column is done; who looks after several goes back to them.
    if (scoring || (draft.id === null && data?.columns.length === 0)) onClose();
    else setEditing(null);
  };
  const remove = async (id: number, name: string) => {
    if (await change('remove_computed', { id })) told(t('computed.removed', { name }));
  };

  if (!data) {
    return (
      <Dialog open title={t('computed.title')} onClose={onClose}>
        <ErrorBar error={error} onAgain={again} />
      </Dialog>
    );
  }
  const draft = editing ?? (data.columns.length === 0 && !readOnly ? NEW : null);
  if (!draft) {
    return (
      <ComputedList
        columns={data.columns}
        error={refused}
        onError={clearError}
        onAdd={() => setEditing(NEW)}
        onEdit={(column) => setEditing(column.draft)}
        onRemove={(column) => void remove(column.id, column.draft.label)}
        onClose={onClose}
      />
    );
  }
  return (
    <ComputedForm
      key={draft.id}
      start={draft}
      view={data}
      scoring={scoring}
      busy={busy}
      error={refused}
      onError={clearError}
      onKeep={(kept) => void keep(kept)}
      onClose={scoring || data.columns.length === 0 ? onClose : () => setEditing(null)}
    />
  );
}
