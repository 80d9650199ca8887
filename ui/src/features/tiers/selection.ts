/**
 * Which cards of the board are chosen. Cards are chosen within one column at a time, because what is moved together comes
 * from one place; a choice in another column begins anew. A choice may hold a whole column, far more than is loaded.
 */

/** A chosen card, as far as moving it needs to know. */
export interface ChosenCard {
  id: number;
  /** It was put into its tier by a person. */
  byHand: boolean;
  /** Known where the card was pressed itself, and not swept up with others. */
  name?: string;
}

export interface Chosen {
  /** The column the cards are in; null is Excluded. */
  tier: number | null;
  /** In the order they were chosen. */
  cards: readonly ChosenCard[];
  ids: ReadonlySet<number>;
  /** The place in the column that a range is drawn from, and the one the keyboard stands on. */
  anchor: number;
  active: number;
}

const choice = (
  tier: number | null,
  cards: readonly ChosenCard[],
  { anchor, active }: { anchor: number; active: number },
): Chosen => ({ tier, cards, ids: new Set(cards.map((card) => card.id)), anchor, active });

/** One card alone. */
export function only(tier: number | null, at: number, card: ChosenCard): Chosen {
  return choice(tier, [card], { anchor: at, active: at });
}

/** A card added or taken away. */
export function toggled(chosen: Chosen | null, tier: number | null, at: number, card: ChosenCard): Chosen {
  if (!chosen || chosen.tier !== tier) return only(tier, at, card);
  const rest = chosen.cards.filter((each) => each.id !== card.id);
  const cards = rest.length < chosen.cards.length ? rest : [...rest, card];
  return choice(tier, cards, { anchor: at, active: at });
}

/** Where a range from the anchor to a place begins and ends, both within it. */
export function reach(chosen: Chosen | null, tier: number | null, at: number): { from: number; to: number } {
  const anchor = chosen?.tier === tier ? chosen.anchor : at;
  return { from: Math.min(anchor, at), to: Math.max(anchor, at) };
}

/** Everything from the anchor to a place: `cards` are those of [`reach`]. */
export function extended(
  chosen: Chosen | null,
  tier: number | null,
  at: number,
  cards: readonly ChosenCard[],
): Chosen | null {
  if (cards.length === 0) return chosen;
  return choice(tier, cards, { anchor: chosen?.tier === tier ? chosen.anchor : at, active: at });
}

/** A whole column; the keyboard stays where it stands. */
export function everything(chosen: Chosen | null, tier: number | null, cards: readonly ChosenCard[]): Chosen | null {
  if (cards.length === 0) return chosen;
  return choice(tier, cards, chosen?.tier === tier ? chosen : { anchor: 0, active: 0 });
}

/** The cards a gesture on one card means: all that are chosen when it is one of them, else it alone. */
export function meant(chosen: Chosen | null, card: ChosenCard): readonly ChosenCard[] {
  return chosen?.ids.has(card.id) ? chosen.cards : [card];
}
