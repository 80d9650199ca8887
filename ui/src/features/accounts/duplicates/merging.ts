/** What a merge leaves, for showing it before it is done. The backend does the merging; this only says the same. */
import type { Cell, ComparedField, CompanyView, MergeView } from '../../../ipc/bindings';

/** What a person chose for a company. */
export interface MergeChoice {
  stays: number;
  addUp: boolean;
}

/** How sure a company must be to be merged with the others in one click: certain, or at least so many in a hundred. */
export const SURENESS = ['certain', '95', '90', '80'] as const;
export type Sureness = (typeof SURENESS)[number];

export const isSure = (company: CompanyView, from: Sureness): boolean =>
  company.certain || (from !== 'certain' && company.perMille >= Number(from) * 10);

export const keyOf = (company: CompanyView): string => company.members.map((member) => member.id).join(' ');

/** The proposal: the account that says most stays, and parts of revenue are added up. */
export const proposed = (company: CompanyView): MergeChoice => ({ stays: company.stays, addUp: company.hasParts });

export const mergeOf = (company: CompanyView, choice: MergeChoice): MergeView => ({
  stays: choice.stays,
  go: company.members.map((member) => member.id).filter((id) => id !== choice.stays),
  addUp: choice.addUp,
});

/** The value that a field has afterwards: the one that stays, else the first that is known; parts may be added up. */
export function resultOf(company: CompanyView, field: ComparedField, choice: MergeChoice): Cell {
  if (choice.addUp && field.isPart && field.differs) {
    return field.values.reduce<number>((sum, value) => sum + (typeof value === 'number' ? value : 0), 0);
  }
  const at = company.members.findIndex((member) => member.id === choice.stays);
  return field.values[at] ?? field.values.find((value) => value !== null) ?? null;
}
