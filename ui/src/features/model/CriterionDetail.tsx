import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, Switch } from '../../components';
import type { CriterionView, CurveLive, CurveShape } from '../../ipc/bindings';
import { CategoryTable } from './curve/CategoryTable';
import { CurveCanvas } from './curve/CurveCanvas';
import { CurveKinds } from './curve/CurveKinds';
import { MarkFields } from './curve/MarkFields';
import { falls, sameShape, turned, turnedLike } from './curve/shapes';
import styles from './CriterionDetail.module.css';

export interface CriterionDetailProps {
  criterion: CriterionView;
  /** The curve as it is tried out, or the saved one. */
  shape: CurveShape;
  /** What the tried curve looks like; null while none is tried. */
  drafted: CurveLive | null;
  disabled: boolean;
  onMove: (shape: CurveShape) => void;
  onSettle: (shape: CurveShape) => void;
  onCancel: () => void;
}

/** How values become points, to be changed: the kind of curve by its picture, its marks by hand or as figures. */
export function CriterionDetail(props: CriterionDetailProps) {
  const { t } = useTranslation('model');
  const { criterion, shape, drafted, disabled, onSettle } = props;
  const detail = useRef<HTMLDivElement>(null);
  // It opens below its row, which may be the last one in sight: then the row goes to the top and takes it along.
  useEffect(() => {
    const below = (detail.current?.getBoundingClientRect().bottom ?? 0) > window.innerHeight;
    if (below) detail.current?.parentElement?.scrollIntoView?.({ block: 'start' });
  }, []);
  const turn = turned(shape);
  const offered = criterion.shapes.find(({ kind }) => kind === shape.kind);
  // Whether less is better is for a person to say: no list tells it.
  const fitted = offered && turnedLike(offered, shape);
  const isFitted = fitted === undefined || sameShape(fitted, shape);
  const byValue = shape.kind === 'category' || shape.kind === 'yesNo';
  const sentence = drafted?.sentence ?? criterion.curveSentence;
  const picture = drafted?.picture ?? criterion.picture;
  return (
    <div ref={detail} className={styles.detail}>
      <div className={styles.words}>
        {criterion.shapes.length > 1 && (
          <CurveKinds
            label={t('curve.kind', { name: criterion.name })}
            kinds={criterion.shapes}
            chosen={shape.kind}
            disabled={disabled}
            onChoose={(chosen) => chosen.kind !== shape.kind && onSettle(turnedLike(chosen, shape))}
          />
        )}
        <p className={styles.sentence}>{sentence}</p>
        <p className={styles.note}>
          {t(byValue ? (shape.kind === 'yesNo' ? 'curve.readAnswers' : 'curve.readTable') : 'detail.readCurve')}{' '}
          {!byValue && criterion.scale?.logarithmic && t('detail.readSteps')}{' '}
          {criterion.missing > 0 && t(`policyMeans.${criterion.missingPolicy}`)}
        </p>
        <div className={styles.tools}>
          {turn && (
            <Switch
              label={t('curve.falling')}
              checked={falls(shape)}
              disabled={disabled}
              onChange={() => onSettle(turn)}
            />
          )}
          {!isFitted && (
            <Button small disabled={disabled} onClick={() => onSettle(fitted)}>
              {t(shape.kind === 'category' ? 'curve.takeSuggested' : 'curve.fit')}
            </Button>
          )}
        </div>
      </div>
      {byValue ? (
        <CategoryTable
          criterion={criterion}
          shape={shape}
          disabled={disabled}
          onMove={props.onMove}
          onSettle={onSettle}
          onCancel={props.onCancel}
        />
      ) : criterion.scale && picture ? (
        <div className={styles.drawing}>
          <CurveCanvas
            criterion={criterion}
            scale={criterion.scale}
            shape={shape}
            picture={picture}
            sentence={sentence}
            trying={shape !== criterion.shape}
            disabled={disabled}
            onMove={props.onMove}
            onSettle={onSettle}
            onCancel={props.onCancel}
          />
          <MarkFields shape={shape} scale={criterion.scale} disabled={disabled} onSettle={onSettle} />
        </div>
      ) : (
        <p className={styles.note}>{t('curve.noValues')}</p>
      )}
    </div>
  );
}
