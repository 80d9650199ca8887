import { useDraggable } from '@dnd-kit/react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useId, useRef, useState, type KeyboardEvent, type MouseEvent, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Menu, Money, TierBadge, useRoom, type MenuEntry } from '../../components';
import { num } from '../../format/figures';
import { openAccount, useOpenAccount } from '../../state/open';
import type { Place } from './measures';
import type { ListedAccount } from './useAccountRows';
import styles from './AccountList.module.css';

const ROW = 34;

/** What is selected: accounts with their minutes of work. */
export type Selection = ReadonlyMap<number, number>;

interface AccountListProps {
  place: Place;
  label: string;
  total: number;
  at: (index: number) => ListedAccount | null;
  between: (from: number, to: number) => Promise<ListedAccount[]>;
  onSight: (first: number, last: number) => void;
  selection: Selection;
  onSelect: (selection: Selection) => void;
  menu: readonly MenuEntry[];
  readOnly: boolean;
}

interface RowProps {
  id: string;
  account: ListedAccount | null;
  top: number;
  index: number;
  total: number;
  selected: boolean;
  current: boolean;
  open: boolean;
  hint: string;
  narrow: boolean;
  readOnly: boolean;
  onPress: (event: MouseEvent) => void;
  onDoubleClick: () => void;
}

function Row(props: RowProps): ReactElement {
  const { t } = useTranslation('territories');
  const { account, selected, current, open } = props;
  const { ref, isDragging } = useDraggable({
    id: account?.id ?? `wait ${props.index}`,
    disabled: account === null || props.readOnly,
  });
  const look = [
    styles.row,
    props.narrow && styles.narrow,
    selected && styles.selected,
    current && styles.current,
    open && styles.opened,
    isDragging && styles.dragged,
  ];
  return (
    <div
      ref={ref}
      id={props.id}
      role="option"
      aria-selected={selected}
      aria-setsize={props.total}
      aria-posinset={props.index + 1}
      aria-roledescription={t('list.account')}
      aria-describedby={props.hint}
      tabIndex={-1}
      className={look.filter(Boolean).join(' ')}
      style={{ top: props.top, height: ROW }}
      onMouseDown={props.onPress}
      onDoubleClick={props.onDoubleClick}
    >
      {account === null ? (
        <span className={styles.where}>{t('list.loading')}</span>
      ) : (
        <>
          <TierBadge tier={account.tier < 0 ? 'excluded' : account.tier} bare small />
          <span className={styles.name} title={account.name}>
            {account.name}
            {account.where && <span className={styles.where}>{account.where}</span>}
          </span>
          {!props.narrow && (
            <span className={`${styles.hours} num`}>
              {t('list.hours', { hours: num(account.minutes / 60, 1, true) })}
            </span>
          )}
          <span className={`${styles.potential} num`}>
            <Money minor={account.potential} />
          </span>
        </>
      )}
    </div>
  );
}

/** The accounts of one territory: select with mouse or keys as in any list, drag onto a rep, or use the menu. */
export function AccountList(props: AccountListProps) {
  const { t } = useTranslation('territories');
  const { total, at, between, selection, onSelect, onSight } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const id = useId();
  const hint = `${id}-hint`;
  const [cursor, setCursor] = useState(0);
  const anchor = useRef(0);
  const turn = useRef(0);
  const narrow = useRoom() < 780;
  const opened = useOpenAccount((state) => state.account);
  // The compiler leaves this component alone, which is right: what is in sight changes while nothing else does.
  // oxlint-disable-next-line react/incompatible-library
  const virtual = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 8,
  });
  const items = virtual.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => onSight(first, last), [first, last, onSight]);

  /** Selects a stretch; only the latest asked for counts, since a stretch may have to be fetched. */
  const stretch = async (from: number, to: number, base: Selection) => {
    turn.current += 1;
    const mine = turn.current;
    const found = await between(Math.min(from, to), Math.max(from, to));
    if (mine !== turn.current) return;
    onSelect(new Map([...base, ...found.map((each) => [each.id, each.minutes] as const)]));
  };
  const only = (account: ListedAccount | null) => {
    turn.current += 1;
    onSelect(account ? new Map([[account.id, account.minutes]]) : new Map());
  };
  const toggle = (account: ListedAccount | null) => {
    if (!account) return;
    turn.current += 1;
    const next = new Map(selection);
    if (!next.delete(account.id)) next.set(account.id, account.minutes);
    onSelect(next);
  };

  const press = (index: number, event: MouseEvent) => {
    const account = at(index);
    if (!account) return;
    const kept = selection.has(account.id);
    setCursor(index);
    if (event.button === 2) {
      // The menu is about what is selected; a row outside of it becomes the selection.
      if (!kept) only(account);
      return;
    }
    if (event.shiftKey) void stretch(anchor.current, index, new Map());
    else {
      anchor.current = index;
      if (event.ctrlKey || event.metaKey) toggle(account);
      else if (!kept) only(account);
      else {
        // A press on a selected row may begin to drag all of them; only a release without a drag selects just this one.
        const release = (up: globalThis.PointerEvent) => {
          if (Math.hypot(up.clientX - event.clientX, up.clientY - event.clientY) < 4) only(account);
        };
        window.addEventListener('pointerup', release, { once: true });
      }
    }
  };

  const goTo = (index: number, event: KeyboardEvent) => {
    const next = Math.max(0, Math.min(total - 1, index));
    event.preventDefault();
    setCursor(next);
    virtual.scrollToIndex(next);
    if (event.shiftKey) void stretch(anchor.current, next, new Map());
    else if (!event.ctrlKey && !event.metaKey) {
      anchor.current = next;
      void stretch(next, next, new Map());
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? ROW) / ROW) - 1);
    const steps: Record<string, number> = {
      ArrowDown: cursor + 1,
      ArrowUp: cursor - 1,
      PageDown: cursor + page,
      PageUp: cursor - page,
      Home: 0,
      End: total - 1,
    };
    const target = steps[event.key];
    if (target !== undefined) goTo(target, event);
    else if (event.key === ' ') {
      event.preventDefault();
      anchor.current = cursor;
      toggle(at(cursor));
    } else if (event.key === 'Enter') openAccount(at(cursor)?.id ?? null);
    else if (event.key.toLowerCase() === 'a' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      void stretch(0, total - 1, new Map());
    }
  };

  return (
    <Menu
      context
      items={props.menu}
      trigger={
        <div
          ref={scroller}
          className={styles.list}
          role="listbox"
          aria-label={props.label}
          aria-multiselectable
          aria-activedescendant={total > 0 ? `${id}-${cursor}` : undefined}
          tabIndex={0}
          onKeyDown={onKeyDown}
        >
          <div className={styles.room} style={{ height: virtual.getTotalSize() }}>
            {items.map((item) => {
              const account = at(item.index);
              return (
                <Row
                  key={account?.id ?? `wait ${item.index}`}
                  id={`${id}-${item.index}`}
                  account={account}
                  index={item.index}
                  total={total}
                  top={item.start}
                  selected={account !== null && selection.has(account.id)}
                  current={item.index === cursor}
                  open={account !== null && account.id === opened}
                  hint={hint}
                  narrow={narrow}
                  readOnly={props.readOnly}
                  onPress={(event) => press(item.index, event)}
                  onDoubleClick={() => account && openAccount(account.id)}
                />
              );
            })}
          </div>
          <span id={hint} hidden>
            {t('list.hint')}
          </span>
        </div>
      }
    />
  );
}
