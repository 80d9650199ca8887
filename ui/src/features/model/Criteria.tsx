import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AddIcon, Button, Dialog, EmptyState, Menu, ModelIcon, TextInput, useToast } from '../../components';
import { percent } from '../../format/figures';
import type { AxisView, CriterionView, MissingPolicyView, ModelView } from '../../ipc/bindings';
import type { Changing } from '../../ipc/cache';
import { ComputedDialog } from '../accounts/computed/ComputedDialog';
import { CompareDialog } from './compare/CompareDialog';
import { comparable, MOST_COMPARED } from './compare/pairs';
import { CriterionRow, type CriterionActions } from './CriterionRow';
import styles from './Criteria.module.css';
import type { ModelDraftState } from './useModelDraft';

/** The menu of columns that could be scored as well. */
export function AddCriterion({
  view,
  change,
  disabled,
}: {
  view: ModelView;
  change: Changing['change'];
  disabled: boolean;
}) {
  const { t } = useTranslation('model');
  const toast = useToast();
  const [computing, setComputing] = useState(false);
  const candidates = [...view.candidates].sort((a, b) => b.filled - a.filled);
  return (
    <>
      <Menu
        trigger={
          <Button icon={<AddIcon />} disabled={disabled}>
            {t('add')}
          </Button>
        }
        items={[
          { id: 'compute', label: t('compute'), onSelect: () => setComputing(true) },
          { id: 'columns', divider: true },
          ...candidates.map(({ field, label, filled }) => ({
            id: String(field),
            label: t('candidate', { label, filled: percent(filled / 1000) }),
            onSelect: () => {
              const add = async () => {
                // What is locked does not make room, and what weighs nothing cannot.
                const { criteria } = view;
                const room = criteria.length === 0 || criteria.some(({ locked, weight }) => !locked && weight > 0);
                const title = t(room ? 'added' : 'addedWithout', { name: label });
                if (await change('add_criterion', { field })) toast({ title, undo: true });
              };
              void add();
            },
          })),
        ]}
      />
      {computing && <ComputedDialog scoring onClose={() => setComputing(false)} />}
    </>
  );
}

export interface CriteriaProps {
  view: ModelView;
  draft: ModelDraftState;
  changing: Changing;
  disabled: boolean;
}

/** The criteria of the model, each with its weight. */
export function Criteria({ view, draft, changing, disabled }: CriteriaProps) {
  const { t } = useTranslation('model');
  const { change } = changing;
  const toast = useToast();
  const [comparing, setComparing] = useState(false);
  const free = comparable(view.criteria).length;
  const canCompare = free >= 2 && free <= MOST_COMPARED;
  const [renamed, setRenamed] = useState<{ criterion: CriterionView; name: string } | null>(null);

  const actions = useMemo((): CriterionActions => {
    const edit = (criterion: CriterionView, to: { missingPolicy?: MissingPolicyView; axis?: AxisView }) =>
      void change('edit_criterion', {
        criterion: criterion.id,
        name: null,
        missingPolicy: to.missingPolicy ?? null,
        axis: to.axis ?? null,
      });
    const remove = async (criterion: CriterionView) => {
      if (!(await change('remove_criterion', { criterion: criterion.id }))) return;
      toast({ title: t('removed', { name: criterion.name }), undo: true });
    };
    return {
      setPolicy: (criterion, missingPolicy) => edit(criterion, { missingPolicy }),
      setAxis: (criterion, axis) => edit(criterion, { axis }),
      rename: (criterion) => setRenamed({ criterion, name: criterion.name }),
      remove: (criterion) => void remove(criterion),
    };
  }, [change, toast, t]);
  const rename = () => {
    if (!renamed) return;
    void change('edit_criterion', {
      criterion: renamed.criterion.id,
      name: renamed.name.trim(),
      missingPolicy: null,
      axis: null,
    });
    setRenamed(null);
  };

  if (view.criteria.length === 0) {
    return (
      <EmptyState icon={<ModelIcon />} title={t('noCriteria.title')}>
        {t('noCriteria.text')}
      </EmptyState>
    );
  }
  return (
    <section className={styles.criteria} aria-label={t('criteria')}>
      <div className={styles.scroll}>
        <div className={styles.columns}>
          <span className={styles.note}>
            {t('criteriaNote')}
            {canCompare && (
              <Button small look="quiet" disabled={disabled} onClick={() => setComparing(true)}>
                {t('compare.open')}
              </Button>
            )}
          </span>
          <span>{t('columns.curve')}</span>
          <span>{t('columns.missing')}</span>
        </div>
        <ul>
          {view.criteria.map((criterion) => (
            <CriterionRow
              key={criterion.id}
              criterion={criterion}
              {...draft.weightOf(criterion.id)}
              disabled={disabled}
              alone={view.criteria.length === 1}
              shape={draft.shapeOf(criterion.id) ?? criterion.shape}
              drafted={draft.live.curve?.criterion === criterion.id ? draft.live.curve : null}
              hand={draft.hand}
              actions={actions}
            />
          ))}
        </ul>
      </div>
      {comparing && (
        <CompareDialog
          criteria={view.criteria}
          onClose={() => setComparing(false)}
          onKeep={(weights) => {
            setComparing(false);
            draft.hand.setWeights(weights);
          }}
        />
      )}
      {renamed && (
        <Dialog
          open
          title={t('rename.title', { name: renamed.criterion.name })}
          primary={{ label: t('rename.confirm'), onClick: rename, disabled: !renamed.name.trim() }}
          onClose={() => setRenamed(null)}
        >
          <TextInput
            label={t('rename.label')}
            value={renamed.name}
            autoFocus
            onChange={(name) => setRenamed((last) => last && { ...last, name })}
          />
        </Dialog>
      )}
    </section>
  );
}
