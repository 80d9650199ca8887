import { memo, useCallback, useState } from 'react';
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
import { openAccounts } from '../../state/open';
import { CriterionDetail } from './CriterionDetail';
import { CurvePicture } from './CurvePicture';
import type { ModelHand } from './useModelDraft';
import styles from './CriterionRow.module.css';

/** What is done to a criterion apart from moving its weight and its curve. */
export interface CriterionActions {
  setPolicy: (criterion: CriterionView, policy: MissingPolicyView) => void;
  setAxis: (criterion: CriterionView, axis: AxisView) => void;
  rename: (criterion: CriterionView) => void;
  remove: (criterion: CriterionView) => void;
}

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
  hand: ModelHand;
  actions: CriterionActions;
}

const POLICIES: readonly MissingPolicyView[] = ['leaveOut', 'neutral', 'worst'];

/** What stands at the ends of the small picture. */
function endsOf({ categories, fromLabel, toLabel }: CriterionView): [string, string] {
  if (categories.length === 0) return [fromLabel, toLabel];
  return [categories[0]?.value ?? '', categories.length > 1 ? (categories.at(-1)?.value ?? '') : ''];
}

type AfterWeightProps = Pick<CriterionRowProps, 'criterion' | 'disabled' | 'alone' | 'drafted' | 'actions'> & {
  open: boolean;
  onToggle: () => void;
};

/** What stands behind the weight. Separate because it stays as it is while weights move. */
const AfterWeight = memo(function AfterWeight(props: AfterWeightProps) {
  const { t } = useTranslation('model');
  const { criterion, open, actions } = props;
  const missing = t('criterion.missing', { count: criterion.missing, shown: num(criterion.missing) });
  const openMissing = () =>
    openAccounts(criterion.field === null ? { kind: 'noPotential' } : { kind: 'missing', field: criterion.field });
  return (
    <>
      <button
        type="button"
        className={styles.picture}
        aria-expanded={open}
        title={criterion.curveSentence}
        onClick={props.onToggle}
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
              <OpenFigure soft onOpen={openMissing}>
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
              onChange={(policy) => actions.setPolicy(criterion, policy)}
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
          {
            id: 'rename',
            label: t('criterion.rename'),
            icon: <EditIcon />,
            onSelect: () => actions.rename(criterion),
          },
          {
            id: 'axis',
            label: t('criterion.axis'),
            items: (['fit', 'engagement'] as const).map((axis) => ({
              id: axis,
              label: t(`axis.${axis}`),
              checked: criterion.axis === axis,
              onSelect: () => actions.setAxis(criterion, axis),
            })),
          },
          {
            id: 'remove',
            label: t('criterion.remove'),
            icon: <DeleteIcon />,
            danger: true,
            disabled: props.alone,
            onSelect: () => actions.remove(criterion),
          },
        ]}
      />
    </>
  );
});

/** One criterion: what it weighs, how its values become points, and what happens where there is none. */
export const CriterionRow = memo(function CriterionRow(props: CriterionRowProps) {
  const { t } = useTranslation('model');
  const { criterion, hand } = props;
  const { id } = criterion;
  const [open, setOpen] = useState(false);
  const toggle = useCallback(() => setOpen((before) => !before), []);
  const lock = useCallback((locked: boolean) => hand.lock(id, locked), [hand, id]);
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
          onMove={(tenths) => hand.moveWeight(id, tenths)}
          onSettle={(tenths) => hand.settleWeight(id, tenths)}
          onLock={lock}
          onCancel={hand.cancel}
        />
        <AfterWeight
          criterion={criterion}
          disabled={props.disabled}
          alone={props.alone}
          drafted={props.drafted}
          actions={props.actions}
          open={open}
          onToggle={toggle}
        />
      </div>
      {open && (
        <CriterionDetail
          criterion={criterion}
          shape={props.shape}
          drafted={props.drafted}
          disabled={props.disabled}
          onMove={(shape) => hand.moveCurve(id, shape)}
          onSettle={(shape) => hand.settleCurve(id, shape)}
          onCancel={hand.cancel}
        />
      )}
    </li>
  );
});
