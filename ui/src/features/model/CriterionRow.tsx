import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  ChevronDownIcon,
  DeleteIcon,
  EditIcon,
  IconButton,
  Menu,
  MoreIcon,
  OpenFigure,
  Select,
  WeightSlider,
} from '../../components';
import { num } from '../../format/figures';
import type { AxisView, CriterionView, CurveLive, CurveShape, MissingPolicyView } from '../../ipc/bindings';
import { CriterionDetail } from './CriterionDetail';
import { CurvePicture } from './CurvePicture';
import styles from './CriterionRow.module.css';

export interface CriterionRowProps {
  criterion: CriterionView;
  tenths: number;
  ceiling: number;
  disabled: boolean;
  /** It is the only one left. */
  alone: boolean;
  /** The curve that is tried out, or the saved one. */
  shape: CurveShape;
  /** What the tried curve looks like; null while this criterion's is not tried. */
  drafted: CurveLive | null;
  onMove: (tenths: number) => void;
  onSettle: (tenths: number) => void;
  onLock: (locked: boolean) => void;
  onCurve: (shape: CurveShape) => void;
  onCurveSettled: (shape: CurveShape) => void;
  onCancel: () => void;
  onPolicy: (policy: MissingPolicyView) => void;
  onRename: () => void;
  onRemove: () => void;
  onAxis: (axis: AxisView) => void;
  /** Opens the accounts without a value. */
  onOpenMissing: () => void;
}

const POLICIES: readonly MissingPolicyView[] = ['leaveOut', 'neutral', 'worst'];

/** What stands at the ends of the small picture. */
function endsOf({ categories, fromLabel, toLabel }: CriterionView): [string, string] {
  if (categories.length === 0) return [fromLabel, toLabel];
  return [categories[0]?.value ?? '', categories.length > 1 ? (categories.at(-1)?.value ?? '') : ''];
}

/** One criterion: what it weighs, how its values become points, and what happens where there is none. */
export function CriterionRow(props: CriterionRowProps) {
  const { t } = useTranslation('model');
  const { criterion } = props;
  const [open, setOpen] = useState(false);
  const missing = t('criterion.missing', { count: criterion.missing, shown: num(criterion.missing) });
  return (
    <li className={styles.item}>
      <div className={styles.row}>
        <WeightSlider
          label={criterion.name}
          note={
            criterion.source === criterion.name
              ? t(`axis.${criterion.axis}`)
              : t('criterion.note', { source: criterion.source, axis: t(`axis.${criterion.axis}`) })
          }
          tenths={props.tenths}
          before={criterion.weight}
          ceiling={props.ceiling}
          locked={criterion.locked}
          disabled={props.disabled}
          onMove={props.onMove}
          onSettle={props.onSettle}
          onLock={props.onLock}
        />
        <button
          type="button"
          className={styles.picture}
          aria-expanded={open}
          title={criterion.curveSentence}
          onClick={() => setOpen(!open)}
        >
          <span className="visually-hidden">
            {t(open ? 'criterion.less' : 'criterion.more', { name: criterion.name })}
          </span>
          <span aria-hidden>
            <CurvePicture
              picture={props.drafted?.picture ?? criterion.picture}
              categories={criterion.categories}
              sentence={criterion.curveSentence}
              ends={endsOf(criterion)}
            />
          </span>
          <ChevronDownIcon className={open ? styles.up : styles.down} aria-hidden />
        </button>
        <div className={styles.missing}>
          {criterion.missing === 0 ? (
            <span className={styles.none}>{t('criterion.complete')}</span>
          ) : (
            <>
              <span>
                <OpenFigure soft onOpen={props.onOpenMissing}>
                  {missing}
                </OpenFigure>
              </span>
              <Select<MissingPolicyView>
                label={t('criterion.policy', { name: criterion.name })}
                hideLabel
                small
                value={criterion.missingPolicy}
                disabled={props.disabled}
                choices={POLICIES.map((policy) => ({ value: policy, label: t(`policy.${policy}`) }))}
                onChange={props.onPolicy}
              />
            </>
          )}
        </div>
        <Menu
          trigger={
            <IconButton
              label={t('criterion.actions', { name: criterion.name })}
              icon={<MoreIcon />}
              disabled={props.disabled}
            />
          }
          items={[
            { id: 'rename', label: t('criterion.rename'), icon: <EditIcon />, onSelect: props.onRename },
            {
              id: 'axis',
              label: t('criterion.axis'),
              items: (['fit', 'engagement'] as const).map((axis) => ({
                id: axis,
                label: t(`axis.${axis}`),
                checked: criterion.axis === axis,
                onSelect: () => props.onAxis(axis),
              })),
            },
            {
              id: 'remove',
              label: t('criterion.remove'),
              icon: <DeleteIcon />,
              danger: true,
              disabled: props.alone,
              onSelect: props.onRemove,
            },
          ]}
        />
      </div>
      {open && (
        <CriterionDetail
          criterion={criterion}
          shape={props.shape}
          drafted={props.drafted}
          disabled={props.disabled}
          onMove={props.onCurve}
          onSettle={props.onCurveSettled}
          onCancel={props.onCancel}
        />
      )}
    </li>
  );
}
