import { useMemo } from 'react';
import { useQueryCommand } from '../../ipc/cache';
import { usePlan } from '../../state/plan';

export interface RepName {
  id: number;
  name: string;
}

/** The reps of the plan, by name, for menus and for the owner column. */
export function useReps(): readonly RepName[] {
  const any = usePlan((state) => (state.plan?.reps ?? 0) > 0);
  const { data } = useQueryCommand('territories', null, { enabled: any });
  return useMemo(() => (any && data ? data.reps.map(({ rep }) => ({ id: rep.id, name: rep.name })) : []), [any, data]);
}
