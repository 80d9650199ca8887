import { useTranslation } from 'react-i18next';
import { num } from '../../format/figures';
import type { GridColumn, Segment } from '../../ipc/bindings';
import { useQueryCommand } from '../../ipc/cache';
import { usePlan } from '../../state/plan';
import type { RepName } from './useReps';

/** What a segment is called on its chip; null for the whole list. */
export function useSegmentName(
  segment: Segment,
  reps: readonly RepName[],
  columns: readonly GridColumn[],
): string | null {
  const { t } = useTranslation('accounts');
  const tiers = usePlan((state) => state.plan?.tiers);
  const ofProduct = segment.kind === 'productOwners' || segment.kind === 'productGap';
  const { data: opportunity } = useQueryCommand('opportunity', null, { enabled: ofProduct });
  const { data: family } = useQueryCommand(
    'account_detail',
    { account: segment.kind === 'family' ? segment.account : 0 },
    { enabled: segment.kind === 'family' },
  );
  const tierName = (tier: number | null) => (tier === null ? t('excluded') : (tiers?.[tier] ?? String(tier + 1)));
  const repName = (rep: number | null) =>
    rep === null ? t('noOwner') : (reps.find((each) => each.id === rep)?.name ?? '');
  const labelOf = (field: number) => columns.find((column) => column.key === `f${field}`)?.label ?? '';
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
      return segment.rep === null ? t('segment.noOwner') : t('segment.rep', { name: repName(segment.rep) });
    case 'repTier':
      return t('segment.repTier', { tier: tierName(segment.tier), name: repName(segment.rep) });
    case 'listedOwner':
    case 'kept':
    case 'pinned':
      return t(`segment.${segment.kind}`, { name: repName(segment.rep) });
    case 'ownerName':
      return t('segment.ownerName', { name: segment.name });
    case 'productOwners':
    case 'productGap':
      return t(`segment.${segment.kind}`, {
        product: opportunity?.products.find((each) => each.product === segment.product)?.name ?? '',
      });
    case 'potentialFrom':
      return t(`segment.from.${segment.source}`);
    case 'peers':
      return t('segment.peers');
    case 'overriddenTo':
      return t('segment.overriddenTo', { tier: tierName(segment.tier) });
    case 'value':
      return t('segment.value', { field: labelOf(segment.field), value: segment.value });
    case 'scores':
      return t('segment.scores', { from: num(segment.from / 10, 1), to: num(Math.min(1000, segment.to) / 10, 1) });
    case 'missing':
    case 'repeated':
    case 'old':
    case 'invalid':
      return t(`segment.${segment.kind}`, { field: labelOf(segment.field) });
    case 'placed':
      return t(`map.by.${segment.by}`);
    case 'square':
      return t('segment.square');
    case 'family':
      return t('segment.family', { name: family?.family.name ?? '' });
    case 'familyTie':
      return t(`families.tie.${segment.tie}`);
    case 'firm':
      return t(`segment.firm.${segment.part}`, { tier: tierName(segment.tier) });
    case 'held':
      return t(`segment.held.${segment.by ?? 'any'}`);
    case 'customers':
      return t(segment.customers ? 'segment.customers' : 'segment.prospects');
    case 'included':
    case 'noPotential':
    case 'abovePotential':
    case 'overridden':
    case 'unscored':
    case 'onFence':
    case 'couldMove':
    case 'stopped':
    case 'overruled':
    case 'stoppedByAny':
    case 'untold':
    case 'moved':
    case 'justMoved':
    case 'matrixCell':
    case 'matrixUnknown':
    case 'newSince':
    case 'tested':
    case 'untested':
      return t(`segment.${segment.kind}`);
  }
}
