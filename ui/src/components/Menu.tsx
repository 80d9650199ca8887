import {
  Menu as FluentMenu,
  MenuDivider,
  MenuItem,
  MenuItemRadio,
  MenuList,
  MenuPopover,
  MenuTrigger,
  Popover as FluentPopover,
  PopoverSurface,
  PopoverTrigger,
  Tooltip as FluentTooltip,
} from '@fluentui/react-components';
import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { written, type Shortcut } from '../commands/shortcut';
import styles from './Menu.module.css';

export type MenuEntry =
  | {
      id: string;
      label: string;
      icon?: ReactElement;
      shortcut?: Shortcut;
      disabled?: boolean;
      /** Takes something away that is not easily had again. */
      danger?: boolean;
      /** Set for entries of which one is in force: shows a tick or its absence. */
      checked?: boolean;
      onSelect: () => void;
    }
  | { id: string; label: string; icon?: ReactElement; items: readonly MenuEntry[] }
  | { id: string; divider: true };

function Entry({ entry }: { entry: MenuEntry }) {
  const { t } = useTranslation('components');
  if ('divider' in entry) return <MenuDivider />;
  if ('items' in entry) {
    return (
      <FluentMenu>
        <MenuTrigger disableButtonEnhancement>
          <MenuItem icon={entry.icon}>{entry.label}</MenuItem>
        </MenuTrigger>
        <MenuPopover role="region" aria-label={t('menu')}>
          <Entries items={entry.items} />
        </MenuPopover>
      </FluentMenu>
    );
  }
  const common = {
    icon: entry.icon,
    disabled: entry.disabled,
    onClick: entry.onSelect,
    className: entry.danger ? styles.danger : undefined,
    secondaryContent: entry.shortcut && written(entry.shortcut),
  };
  if (entry.checked === undefined) return <MenuItem {...common}>{entry.label}</MenuItem>;
  return (
    <MenuItemRadio {...common} name="choice" value={entry.id}>
      {entry.label}
    </MenuItemRadio>
  );
}

function Entries({ items }: { items: readonly MenuEntry[] }) {
  const checked = items.filter((item) => 'checked' in item && item.checked).map((item) => item.id);
  const ticks = items.some((item) => 'checked' in item && item.checked !== undefined);
  return (
    <MenuList
      checkedValues={{ choice: checked }}
      hasCheckmarks={ticks}
      hasIcons={items.some((item) => 'icon' in item && item.icon)}
    >
      {items.map((item) => (
        <Entry key={item.id} entry={item} />
      ))}
    </MenuList>
  );
}

/** A place in the window, in pixels from its upper left corner. */
export interface Point {
  x: number;
  y: number;
}

export interface MenuProps {
  /** The button that opens it. */
  trigger: ReactElement;
  items: readonly MenuEntry[];
  /** Opened by the right button (and the menu key) on the trigger instead of a click. */
  context?: boolean;
}

/** A menu on a button, or on the right mouse button. Every drag in the app has its entry in one. */
export function Menu({ trigger, items, context }: MenuProps) {
  const { t } = useTranslation('components');
  return (
    <FluentMenu openOnContext={context}>
      <MenuTrigger disableButtonEnhancement>{trigger}</MenuTrigger>
      <MenuPopover role="region" aria-label={t('menu')}>
        <Entries items={items} />
      </MenuPopover>
    </FluentMenu>
  );
}

/** A menu at a point of the window, for the right mouse button on something that is no single element. */
export function MenuAt({ at, items, onClose }: { at: Point; items: readonly MenuEntry[]; onClose: () => void }) {
  const { x, y } = at;
  const target = { getBoundingClientRect: () => new DOMRect(x, y, 0, 0) };
  return (
    <FluentMenu
      open
      onOpenChange={(_, data) => !data.open && onClose()}
      positioning={{ target, position: 'below', align: 'start' }}
    >
      <MenuPopover>
        <Entries items={items} />
      </MenuPopover>
    </FluentMenu>
  );
}

/** A short text on hover and focus. `describes` adds to the element's name; otherwise it is its name. */
export function Tooltip({
  content,
  describes,
  children,
}: {
  content: string;
  describes?: boolean;
  children: ReactElement;
}) {
  return (
    <FluentTooltip content={content} relationship={describes ? 'description' : 'label'} withArrow={false}>
      {children}
    </FluentTooltip>
  );
}

export interface PopoverProps {
  trigger: ReactElement;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  children: ReactNode;
  label: string;
}

/** A small surface beside its button. */
export function Popover({ trigger, open, onOpenChange, children, label }: PopoverProps) {
  return (
    <FluentPopover open={open} onOpenChange={(_, data) => onOpenChange(data.open)} trapFocus positioning="below-start">
      <PopoverTrigger disableButtonEnhancement>{trigger}</PopoverTrigger>
      <PopoverSurface aria-label={label}>{children}</PopoverSurface>
    </FluentPopover>
  );
}
