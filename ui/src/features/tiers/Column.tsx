import { useDroppable } from '@dnd-kit/react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useLayoutEffect, useRef, type KeyboardEvent, type MouseEvent, type CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import {
  ErrorBar,
  IconButton,
  Menu,
  Money,
  NarrowIcon,
  Num,
  TierBadge,
  announce,
  tierVariable,
  type MenuEntry,
} from '../../components';
import { isMac } from '../../commands/shortcut';
import { num, percent } from '../../format/figures';
import type { BoardColumn } from '../../ipc/bindings';
import { useQueryCommand } from '../../ipc/cache';
import { Card } from './Card';
import { everything, extended, only, reach, toggled, type Chosen, type ChosenCard } from './selection';
import { chosenCard, useCards } from './useCards';
import { isNarrow, type Narrowed } from './useNarrowing';
import styles from './Board.module.css';

/** The height of a card, as the style sheet has it. */
const ROW = 52;

export interface ColumnProps {
  column: BoardColumn;
  names: readonly string[];
  narrowed: Narrowed;
  capacityMinutes: number | null;
  chosen: Chosen | null;
  /** Cards that were dropped elsewhere and wait for their reason. */
  leaving: ReadonlySet<number>;
  /** Cards wait here for their reason. */
  awaited: boolean;
  disabled: boolean;
  /** What can be done with the chosen cards. */
  items: readonly MenuEntry[];
  onChoose: (chosen: Chosen | null) => void;
  onOpen: (account: number) => void;
  /** Opens the list of all its accounts. */
  onOpenAll: () => void;
  /** Moves the keyboard to the column beside. */
  onBeside: (direction: 1 | -1) => void;
  onCollapse?: () => void;
}

const domId = (tier: number | null, id: number) => `card-${tier ?? 'x'}-${id}`;
export const listId = (tier: number | null) => `cards-${tier ?? 'x'}`;

/** Why a column has no cards. */
function nothing({ search, filters }: Narrowed) {
  if (filters.length > 0) return 'column.noneLeft' as const;
  return search ? ('column.notFound' as const) : ('column.empty' as const);
}

/** One tier of the board: what it amounts to, and its accounts, best first. */
export function Column(props: ColumnProps) {
  const { t } = useTranslation('tiers');
  const { column, chosen, narrowed } = props;
  const { tier, summary } = column;
  const { ref, isDropTarget } = useDroppable({ id: `tier/${tier ?? 'x'}`, data: { tier }, disabled: props.disabled });
  const { total, sums, cardAt, between, show, error } = useCards(tier, narrowed);
  const scroll = useRef<HTMLDivElement>(null);
  const count = total ?? 0;
  // The compiler leaves this component alone, which is right: what is in sight changes while nothing else does.
  // oxlint-disable-next-line react/incompatible-library
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => scroll.current,
    estimateSize: () => ROW,
    overscan: 8,
    initialRect: { width: 300, height: 600 },
  });
  const rows = virtual.getVirtualItems();
  const [first, last] = [rows[0]?.index ?? 0, rows.at(-1)?.index ?? 0];
  useEffect(() => show(first, last), [show, first, last]);

  const here = chosen?.tier === tier ? chosen : null;
  const active = here ? cardAt(here.active) : undefined;
  // A change of the plan forgets what was chosen, but the keyboard goes on from where it stood.
  const stood = useRef<{ at: number; id?: number }>({ at: -1 });
  useLayoutEffect(() => {
    if (here) stood.current = { at: here.active, id: active?.id };
  }, [here, active]);

  // An answer that comes when something else was chosen already is no longer meant.
  const round = useRef(0);
  const latest = useRef(chosen);
  useLayoutEffect(() => {
    latest.current = chosen;
  }, [chosen]);
  const chooseBetween = (
    range: { from: number; to: number },
    choose: (cards: readonly ChosenCard[]) => Chosen | null,
  ) => {
    round.current += 1;
    const mine = round.current;
    const cards = between(range.from, range.to);
    if (!(cards instanceof Promise)) props.onChoose(choose(cards));
    else {
      void cards.then((late) => {
        if (mine === round.current && latest.current === chosen) props.onChoose(choose(late));
      });
    }
  };
  /** Of many, only the card that the keyboard stands on is read. */
  const told = (many: Chosen | null) => {
    if (many) announce(t('chosen', { count: many.cards.length, shown: num(many.cards.length) }));
    return many;
  };
  const extendTo = (at: number) =>
    chooseBetween(reach(chosen, tier, at), (cards) => told(extended(chosen, tier, at, cards)));
  const goTo = (at: number, extend: boolean) => {
    if (count === 0) return;
    const place = Math.max(0, Math.min(count - 1, at));
    virtual.scrollToIndex(place);
    if (extend) extendTo(place);
    else chooseBetween({ from: place, to: place }, ([card]) => (card ? only(tier, place, card) : chosen));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || event.target !== event.currentTarget) return;
    if ((isMac ? event.metaKey : event.ctrlKey) && event.key.toLowerCase() === 'a') {
      if (count > 0) chooseBetween({ from: 0, to: count - 1 }, (cards) => told(everything(chosen, tier, cards)));
      event.preventDefault();
      return;
    }
    const at = here?.active ?? Math.min(stood.current.at, count);
    // Another card may have come to the place: that one is the next.
    const isNext = !here && at >= 0 && cardAt(at)?.id !== stood.current.id;
    const page = Math.max(1, Math.floor((scroll.current?.clientHeight ?? ROW) / ROW) - 1);
    const places: Record<string, number> = {
      ArrowDown: isNext ? at : at + 1,
      ArrowUp: Math.max(0, at - 1),
      PageDown: at + page,
      PageUp: at - page,
      Home: 0,
      End: count - 1,
    };
    const place = places[event.key];
    if (place !== undefined) goTo(place, event.shiftKey);
    else if (event.key === 'ArrowRight' || event.key === 'ArrowLeft')
      props.onBeside(event.key === 'ArrowRight' ? 1 : -1);
    else if (event.key === 'Enter' && active) props.onOpen(active.id);
    else if (event.key === ' ' && active && here)
      props.onChoose(toggled(chosen, tier, here.active, chosenCard(active)));
    else if (event.key === 'Escape' && here && here.cards.length > 1 && active)
      props.onChoose(only(tier, here.active, chosenCard(active)));
    else return;
    event.preventDefault();
  };
  const placeOf = (event: MouseEvent) => {
    const place = event.target instanceof Element ? event.target.closest('[data-at]') : null;
    return place ? Number(place.getAttribute('data-at')) : undefined;
  };
  const press = (event: MouseEvent) => {
    const at = placeOf(event);
    const card = at === undefined ? undefined : cardAt(at);
    if (at === undefined || !card) return;
    scroll.current?.focus({ preventScroll: true });
    round.current += 1;
    if (event.shiftKey) extendTo(at);
    else if (isMac ? event.metaKey : event.ctrlKey) props.onChoose(toggled(chosen, tier, at, chosenCard(card)));
    else {
      props.onChoose(only(tier, at, chosenCard(card)));
      props.onOpen(card.id);
    }
  };
  const rightPress = (event: MouseEvent) => {
    // The menu key has no place of its own: it means the card the keyboard stands on.
    const at = placeOf(event) ?? here?.active;
    const card = at === undefined ? undefined : cardAt(at);
    if (at === undefined || !card) return;
    if (!here?.ids.has(card.id)) props.onChoose(only(tier, at, chosenCard(card)));
  };

  // Of the cards that are shown.
  const { potential, minutes } = sums ?? summary;
  const share = props.capacityMinutes ? minutes / props.capacityMinutes : null;
  const hours = num(Math.round(minutes / 60));
  return (
    <section
      ref={ref}
      className={`${styles.column} ${isDropTarget || props.awaited ? styles.target : ''}`}
      aria-label={column.name}
      style={{ '--tier': `var(${tierVariable(tier ?? 'excluded')})` } as CSSProperties}
    >
      <header className={styles.head}>
        <div className={styles.title}>
          <h2>
            <TierBadge tier={tier ?? 'excluded'} name={column.name} />
          </h2>
          <span className={styles.counts}>
            {sums && (
              <span className={`${styles.found} num`}>
                <strong>{num(sums.accounts)}</strong> {t('column.of')}
              </span>
            )}
            <button
              type="button"
              className={`${styles.count} ${sums ? styles.whole : ''}`}
              title={t('column.openAll', { name: column.name })}
              onClick={props.onOpenAll}
            >
              <Num value={summary.accounts} />
              <span className="visually-hidden">{t('column.accounts', { count: summary.accounts })}</span>
            </button>
          </span>
          {props.onCollapse && (
            <IconButton
              label={t('column.collapse', { name: column.name })}
              icon={<NarrowIcon />}
              onClick={props.onCollapse}
            />
          )}
        </div>
        <dl className={styles.figures}>
          <div>
            <dt>{t('column.potential')}</dt>
            <dd>
              <Money minor={potential} />
            </dd>
          </div>
          {tier !== null && (
            <div>
              <dt>{t('column.hours')}</dt>
              <dd className="num">
                {hours}
                {share !== null && (
                  <span className={share > 1 ? styles.over : styles.soft}>
                    {t('column.ofCapacity', { share: percent(share, share > 0 && share < 0.01 ? 1 : 0) })}
                  </span>
                )}
              </dd>
            </div>
          )}
        </dl>
        <p className={styles.rule} title={column.rule}>
          {column.rule}
        </p>
        <div className={styles.load} aria-hidden>
          {tier !== null && share !== null && <span style={{ width: `${Math.min(1, share) * 100}%` }} />}
        </div>
      </header>
      <ErrorBar error={error} />
      <Menu
        context
        items={props.items}
        trigger={
          <div
            ref={scroll}
            id={listId(tier)}
            className={styles.list}
            role="listbox"
            aria-label={t('column.list', { name: column.name })}
            aria-multiselectable
            aria-activedescendant={active ? domId(tier, active.id) : undefined}
            tabIndex={0}
            onClick={press}
            onKeyDown={onKeyDown}
            onContextMenuCapture={rightPress}
            onFocus={(event) => event.target === event.currentTarget && !chosen && goTo(stood.current.at, false)}
          >
            {total === 0 && <p className={styles.nothing}>{t(nothing(narrowed))}</p>}
            <div className={styles.runway} style={{ height: virtual.getTotalSize() }} role="presentation">
              {rows.map((row) => {
                const card = cardAt(row.index);
                return (
                  <div
                    key={card?.id ?? `at-${row.index}`}
                    data-at={row.index}
                    role="presentation"
                    className={styles.place}
                    style={{ transform: `translateY(${row.start}px)` }}
                  >
                    {card ? (
                      <Card
                        card={card}
                        tier={tier}
                        names={props.names}
                        id={domId(tier, card.id)}
                        place={row.index}
                        total={count}
                        chosen={here?.ids.has(card.id) ?? false}
                        active={active?.id === card.id}
                        leaving={props.leaving.has(card.id)}
                        disabled={props.disabled}
                      />
                    ) : (
                      <div className={styles.blank} />
                    )}
                  </div>
                );
              })}
            </div>
          </div>
        }
      />
    </section>
  );
}

/** Excluded while it is closed: narrow, but cards can still be dropped on it. */
export function ClosedColumn({
  column,
  narrowed,
  awaited,
  disabled,
  onOpen,
}: {
  column: BoardColumn;
  narrowed: Narrowed;
  awaited: boolean;
  disabled: boolean;
  onOpen: () => void;
}) {
  const { t } = useTranslation('tiers');
  const { ref, isDropTarget } = useDroppable({ id: 'tier/x', data: { tier: null }, disabled });
  const request = { tier: null, ...narrowed, offset: 0, limit: 0 };
  const { data, stale } = useQueryCommand('board_cards', request, { enabled: isNarrow(narrowed) });
  const sums = isNarrow(narrowed) && !stale ? data?.sums : null;
  const all = num(column.summary.accounts);
  const shown = sums ? t('column.found', { shown: num(sums.accounts), all }) : all;
  return (
    <button
      ref={ref}
      type="button"
      className={`${styles.closed} ${isDropTarget || awaited ? styles.target : ''}`}
      title={t('column.expand', { name: column.name })}
      onClick={onOpen}
    >
      <span className="visually-hidden">{t('column.expandNamed', { name: column.name, shown })}</span>
      <span aria-hidden>
        <TierBadge tier="excluded" name={column.name} bare />
      </span>
      <span className={styles.upright} aria-hidden>
        {column.name}
        <span className="num">{shown}</span>
      </span>
    </button>
  );
}
