import { useChange, useQueryCommand, type Changing, type QueryAnswer } from './cache';
import type { RequestOf, ResponseOf } from './call';
import { useLive } from './useLive';
import { useLiveSettings, type LiveSettings } from './useLiveSettings';

/** Steps whose settings are edited in place: `NAME` reads them, `preview_NAME` tries others out, `set_NAME` keeps them. */
type LiveStepName = 'coverage' | 'quotas';
type SettingsOf<N extends LiveStepName> = RequestOf<`set_${N}`>;

export interface LiveStep<N extends LiveStepName> {
  /** The step as it is saved. */
  query: QueryAnswer<ResponseOf<N>>;
  /** What is to be shown: the step as it would be while the hand moves, otherwise as it is. */
  view: ResponseOf<N> | undefined;
  live: LiveSettings<SettingsOf<N>>;
  /** For what is changed beside the settings; a refusal of either is in `changing.error`. */
  changing: Changing;
}

/** A step of the plan with settings that show their effect while they are edited. */
export function useLiveStep<N extends LiveStepName>(step: N, options: { enabled?: boolean } = {}): LiveStep<N> {
  const query = useQueryCommand<N>(step, null as RequestOf<N>, options);
  const preview = useLive<`preview_${N}`>(`preview_${step}`);
  const changing = useChange();
  const live = useLiveSettings<SettingsOf<N>>({
    saved: query.data?.settings as SettingsOf<N> | undefined,
    fresh: !query.stale,
    ask: (settings) => preview.ask(settings as RequestOf<`preview_${N}`>),
    clear: preview.clear,
    save: (settings) => changing.change<`set_${N}`>(`set_${step}`, settings),
  });
  const tried = live.moving ? (preview.data as ResponseOf<N> | null) : null;
  return { query, view: tried ?? query.data, live, changing };
}
