import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { num } from '../../format/figures';
import type { GridColumn, Segment } from '../../ipc/bindings';
import { usePlan } from '../../state/plan';
import type { RepName } from './useReps';

/** What a segment is called on its chip. */
export function useSegmentName(
  reps: readonly RepName[],
  columns: readonly GridColumn[],
): (segment: Segment) => string | null {
  const { t } = useTranslation('accounts');
  const tiers = usePlan((state) => state.plan?.tiers);
  return useCallback(
    (segment) => {
      const tierName = (tier: number | null) => (tier === null ? t('excluded') : (tiers?.[tier] ?? String(tier + 1)));
      switch (segment.kind) {
        case 'all':
          return null;
        case 'tier':
          return tierName(segment.tier);
        case 'bucket':
          return t(`bucket.${segment.bucket}`);
        case 'tierBucket':
          return t('segment.tierBucket', { tier: tierName(segment.tier), bucket: t(`bucket.${segment.bucket}`) });
        case 'rep':
          return segment.rep === null
            ? t('segment.noOwner')
            : t('segment.rep', { name: reps.find((rep) => rep.id === segment.rep)?.name ?? '' });
        case 'scores':
          return t('segment.scores', { from: num(segment.from / 10, 1), to: num(segment.to / 10, 1) });
        case 'missing': {
          const label = columns.find((column) => column.key === `f${segment.field}`)?.label ?? '';
          return t('segment.missing', { field: label });
        }
        case 'customers':
          return t(segment.customers ? 'segment.customers' : 'segment.prospects');
        case 'noPotential':
        case 'abovePotential':
        case 'overridden':
        case 'unscored':
          return t(`segment.${segment.kind}`);
      }
    },
    [t, tiers, reps, columns],
  );
}
