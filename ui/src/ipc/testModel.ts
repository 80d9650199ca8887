/**
 * The test of the model, which tells how firm tiers are. Its result is no part of the plan, so the plan keeps its revision
 * and with it every answer from before the test: those that rest on it are asked for again.
 */
import { create } from 'zustand';
import type { FirmnessView } from './bindings';
import { queries } from './cache';
import type { CommandName } from './call';
import { runLong } from './longWork';

/** What is told of an account, and of lists of accounts: they may be those on the fence. */
const RESTING: ReadonlySet<unknown> = new Set<CommandName>([
  'account_detail',
  'account_page',
  'account_sums',
  'range_sums',
]);

/** How many tests this window has made, for what is asked without the cache. */
export const useTests = create<{ made: number }>()(() => ({ made: 0 }));

/** Tests the model with its progress shown. Rejects as `runLong` does. */
export async function testModel(title: string): Promise<FirmnessView> {
  const found = await runLong('test_model', null, title);
  useTests.setState(({ made }) => ({ made: made + 1 }));
  void queries.invalidateQueries({ predicate: ({ queryKey }) => RESTING.has(queryKey[0]) });
  return found;
}
