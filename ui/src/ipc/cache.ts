/**
 * Answers of the backend, kept per revision of the plan: a change gives the plan a new revision, and with it every
 * answer that was computed for the old one goes out of date by itself.
 */
import { keepPreviousData, QueryClient, useQuery } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import { usePlan } from '../state/plan';
import { asAppError, call, type CommandName, type RequestOf, type ResponseOf } from './call';
import type { AppError, PlanView } from './bindings';

/** One cache for the window. Nothing is fetched again behind the person's back: only a new revision does that. */
export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: Infinity,
      gcTime: 60_000,
      retry: false,
      refetchOnWindowFocus: false,
      refetchOnReconnect: false,
      networkMode: 'always',
    },
    mutations: { networkMode: 'always', retry: false },
  },
});

export interface QueryAnswer<T> {
  /** The answer, or the one before it while a newer is under way; undefined only at first. */
  data: T | undefined;
  error: AppError | null;
  /** Nothing to show yet. */
  loading: boolean;
  /** What is shown belongs to an older question. */
  stale: boolean;
  again: () => void;
}

/** The answer to a reading command for the plan as it is now. `enabled: false` asks nothing. */
export function useQueryCommand<N extends CommandName>(
  command: N,
  request: RequestOf<N>,
  options: { enabled?: boolean } = {},
): QueryAnswer<ResponseOf<N>> {
  const revision = usePlan((state) => state.plan?.revision ?? -1);
  const file = usePlan((state) => state.plan?.file.token ?? 0);
  const query = useQuery<ResponseOf<N>, AppError>({
    queryKey: [command, file, revision, request],
    queryFn: () => call(command, request),
    placeholderData: keepPreviousData,
    enabled: options.enabled ?? true,
  });
  return {
    data: query.data,
    error: query.error,
    loading: query.isLoading,
    stale: query.isPlaceholderData,
    again: () => void query.refetch(),
  };
}

/** The commands that change the plan: they answer with the plan as it is afterwards. */
export type ChangeName = {
  [N in CommandName]: ResponseOf<N> extends PlanView ? N : never;
}[CommandName];

export interface Changing {
  /** Sends the change; gives the plan afterwards, or null when it was refused (the error is then in `error`). */
  change: <N extends ChangeName>(command: N, request: RequestOf<N>) => Promise<PlanView | null>;
  busy: boolean;
  error: AppError | null;
  clearError: () => void;
}

/** Sends changes of the plan and puts the answer in place, so that every figure on the screen follows. */
export function useChange(): Changing {
  const accept = usePlan((state) => state.accept);
  const [pending, setPending] = useState(0);
  const [error, setError] = useState<AppError | null>(null);
  const change = useCallback(
    async <N extends ChangeName>(command: N, request: RequestOf<N>) => {
      setPending((count) => count + 1);
      setError(null);
      try {
        const plan = (await call(command, request)) as PlanView;
        accept(plan);
        return plan;
      } catch (thrown) {
        setError(asAppError(thrown));
        return null;
      } finally {
        setPending((count) => count - 1);
      }
    },
    [accept],
  );
  return { change, busy: pending > 0, error, clearError: useCallback(() => setError(null), []) };
}
