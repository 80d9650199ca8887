/**
 * Which cards of the board are chosen. Cards are chosen within one column at a time, because what is moved together comes
 * from one place; a choice in another column begins anew.
 */
import type { BoardCard } from '../../ipc/bindings';

export interface Chosen {
  /** The column the cards are in; null is Excluded. */
  tier: number | null;
  /** In the order they were chosen. */
  cards: readonly BoardCard[];
  /** The place in the column that a range is drawn from, and the one the keyboard stands on. */
  anchor: number;
  active: number;
}

/** One card alone. */
export function only(tier: number | null, at: number, card: BoardCard): Chosen {
  return { tier, cards: [card], anchor: at, active: at };
}

/** A card added or taken away. */
export function toggled(chosen: Chosen | null, tier: number | null, at: number, card: BoardCard): Chosen {
  if (!chosen || chosen.tier !== tier) return only(tier, at, card);
  const rest = chosen.cards.filter((each) => each.id !== card.id);
  const cards = rest.length < chosen.cards.length ? rest : [...rest, card];
  return { tier, cards, anchor: at, active: at };
}

/** Everything from the anchor to a card, as far as the cards between are loaded. */
export function extended(
  chosen: Chosen | null,
  tier: number | null,
  at: number,
  cardAt: (at: number) => BoardCard | undefined,
): Chosen | null {
  const anchor = chosen?.tier === tier ? chosen.anchor : at;
  const [from, to] = anchor < at ? [anchor, at] : [at, anchor];
  const cards: BoardCard[] = [];
  for (let each = from; each <= to; each += 1) {
    const card = cardAt(each);
    if (card) cards.push(card);
  }
  return cards.length === 0 ? chosen : { tier, cards, anchor, active: at };
}

/** The cards a gesture on one card means: all that are chosen when it is one of them, else it alone. */
export function meant(chosen: Chosen | null, card: BoardCard): readonly BoardCard[] {
  return chosen?.cards.some((each) => each.id === card.id) ? chosen.cards : [card];
}
