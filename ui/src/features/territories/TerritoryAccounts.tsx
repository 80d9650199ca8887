import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  Button,
  ErrorBar,
  IconButton,
  Menu,
  MoreIcon,
  PersonIcon,
  PinIcon,
  SearchInput,
  UnpinIcon,
  type MenuEntry,
} from '../../components';
import { useCommands, type Command } from '../../commands/registry';
import { num } from '../../format/figures';
import { asAppError } from '../../ipc/call';
import type { TerritoryRow } from '../../ipc/bindings';
import { openAccount } from '../../state/open';
import { AccountList, type Selection } from './AccountList';
import type { Place } from './measures';
import { useAccountRows } from './useAccountRows';
import styles from './Territories.module.css';

interface TerritoryAccountsProps {
  place: Place;
  reps: readonly TerritoryRow[];
  selection: Selection;
  onSelect: (selection: Selection) => void;
  onAssign: (to: Place) => void;
  onPin: (pin: boolean) => void;
  readOnly: boolean;
}

/** The accounts of the territory that was chosen, to be looked through and given to somebody else. */
export function TerritoryAccounts(props: TerritoryAccountsProps) {
  const { t } = useTranslation('territories');
  const { place, reps, selection, onSelect, onAssign, onPin, readOnly } = props;
  const [search, setSearch] = useState('');
  const [sight, setSight] = useState({ first: 0, last: 0 });
  const onSight = useCallback(
    (first: number, last: number) =>
      setSight((before) => (before.first === first && before.last === last ? before : { first, last })),
    [],
  );
  const { total, at, between, error } = useAccountRows(place, search.trim(), sight.first, sight.last);
  const name = reps.find(({ rep }) => rep.id === place)?.rep.name;
  const label = name ? t('list.label', { name }) : t('list.labelNobody');
  const count = selection.size;
  const minutes = [...selection.values()].reduce((sum, each) => sum + each, 0);
  const none = count === 0 || readOnly;
  const [only] = selection.keys();

  const targets = useMemo<MenuEntry[]>(
    () => [
      ...reps
        .filter(({ rep }) => rep.id !== place)
        .map(({ rep }) => ({ id: String(rep.id), label: rep.name, onSelect: () => onAssign(rep.id) })),
      ...(place === null
        ? []
        : [
            { id: 'divide', divider: true as const },
            { id: 'nobody', label: t('list.nobody'), onSelect: () => onAssign(null) },
          ]),
    ],
    [reps, place, onAssign, t],
  );
  const pins: MenuEntry[] = [
    { id: 'pin', label: t('list.pin'), icon: <PinIcon />, disabled: none, onSelect: () => onPin(true) },
    { id: 'unpin', label: t('list.unpin'), icon: <UnpinIcon />, disabled: none, onSelect: () => onPin(false) },
  ];
  const menu: MenuEntry[] = [
    {
      id: 'open',
      label: t('list.open'),
      disabled: count === 0,
      onSelect: () => only !== undefined && openAccount(only),
    },
    { id: 'd1', divider: true },
    none
      ? { id: 'assign', label: t('list.assignTo'), disabled: true, onSelect: () => undefined }
      : { id: 'assign', label: t('list.assignTo'), items: targets },
    ...pins,
  ];
  const commands = useMemo<Command[]>(
    () => [
      ...reps
        .filter(({ rep }) => rep.id !== place)
        .map(({ rep }) => ({
          id: `territories.assign.${rep.id}`,
          labelKey: 'assignTo' as const,
          labelValues: { rep: rep.name },
          enabled: !none,
          run: () => onAssign(rep.id),
        })),
      {
        id: 'territories.assign.nobody',
        labelKey: 'assignNobody' as const,
        enabled: !none && place !== null,
        run: () => onAssign(null),
      },
    ],
    [reps, place, none, onAssign],
  );
  useCommands(commands);

  return (
    <section className={styles.accounts} aria-label={label}>
      <div className={styles.accountsHead}>
        <h2 className={styles.accountsTitle}>{label}</h2>
        <span className={`${styles.accountsCount} num`} aria-live="polite">
          {count > 0
            ? t('list.selected', { shown: num(count), hours: num(minutes / 60) })
            : total !== null && t('list.count', { count: total, shown: num(total) })}
        </span>
      </div>
      <div className={styles.tools}>
        <div className={styles.search}>
          <SearchInput
            label={t('list.search')}
            value={search}
            onChange={(text) => {
              setSearch(text);
              onSelect(new Map());
            }}
          />
        </div>
        <Menu
          trigger={
            <Button icon={<PersonIcon />} disabled={none}>
              {t('list.assignTo')}
            </Button>
          }
          items={targets}
        />
        <Menu
          trigger={<IconButton label={t('list.more')} icon={<MoreIcon />} small={false} disabled={none} />}
          items={pins}
        />
      </div>
      <ErrorBar error={error && asAppError(error)} />
      {total === 0 ? (
        <p className={styles.none}>
          {search.trim() ? t('list.noneFound') : place === null ? t('list.noneFree') : t('list.none')}
        </p>
      ) : (
        <AccountList
          key={place ?? 'nobody'}
          place={place}
          label={label}
          total={total ?? 0}
          at={at}
          between={between}
          onSight={onSight}
          selection={selection}
          onSelect={onSelect}
          menu={menu}
          readOnly={readOnly}
        />
      )}
    </section>
  );
}
