import {
  Menu as FluentMenu,
  MenuDivider,
  MenuItem,
  MenuList,
  MenuPopover,
  Popover,
  PopoverSurface,
} from '@fluentui/react-components';
import type { CustomHeaderProps } from 'ag-grid-react';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import {
  ChevronDownIcon,
  FilteredIcon,
  FilterIcon,
  HideIcon,
  PinIcon,
  SortDownIcon,
  SortUpIcon,
  UnpinIcon,
} from '../icons';
import { FilterForm } from './FilterForm';
import { filterKindOf, type GridContext } from './filters';
import styles from './Grid.module.css';
import type { GridColumn } from './types';

/** A column's head: a click sorts, the arrow (or Alt+Down) opens its menu, the funnel its filter. */
export function HeaderCell(props: CustomHeaderProps) {
  const { t } = useTranslation('components');
  const { column, api, displayName, eGridHeader } = props;
  const ours = column.getColDef().context as GridColumn;
  const { filters, hide } = props.context as GridContext;
  const filter = useStore(filters, (state) => state.filters.find((each) => each.column === ours.id));
  const put = useStore(filters, (state) => state.put);
  const [menu, setMenu] = useState(false);
  const [form, setForm] = useState(false);

  const sort = useSyncExternalStore(
    (changed) => {
      column.addEventListener('sortChanged', changed);
      return () => column.removeEventListener('sortChanged', changed);
    },
    () => column.getSort() ?? null,
  );

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!(event.altKey && event.key === 'ArrowDown')) return;
      event.preventDefault();
      setMenu(true);
    };
    eGridHeader.addEventListener('keydown', onKey);
    return () => eGridHeader.removeEventListener('keydown', onKey);
  }, [eGridHeader]);

  const sortable = ours.sortable ?? true;
  const filterable = ours.filterable ?? true;
  const numbers = filterKindOf(ours) === 'number';
  const target = { target: eGridHeader, position: 'below', align: 'start' } as const;
  const sortTo = (next: 'asc' | 'desc' | null) => props.setSort(next, false);

  return (
    <div className={styles.head}>
      <button
        type="button"
        tabIndex={-1}
        className={styles.headName}
        title={displayName}
        onClick={(event) => sortable && props.progressSort(event.shiftKey)}
      >
        <span className={styles.headText}>{displayName}</span>
        {sort === 'asc' && <SortUpIcon aria-hidden />}
        {sort === 'desc' && <SortDownIcon aria-hidden />}
      </button>
      {filter && (
        <button
          type="button"
          tabIndex={-1}
          className={styles.headFiltered}
          title={t('grid.filtered')}
          onClick={() => setForm(true)}
        >
          <FilteredIcon aria-hidden />
          <span className="visually-hidden">{t('grid.filtered')}</span>
        </button>
      )}
      <button
        type="button"
        tabIndex={-1}
        className={styles.headMenu}
        aria-label={t('grid.menu', { column: displayName })}
        aria-haspopup="menu"
        onClick={() => setMenu(true)}
      >
        <ChevronDownIcon aria-hidden />
      </button>

      {menu && (
        <FluentMenu open onOpenChange={(_, data) => setMenu(data.open)} positioning={target} hasIcons>
          <MenuPopover role="region" aria-label={t('menu')}>
            <MenuList>
              {sortable && (
                <MenuItem icon={<SortUpIcon />} onClick={() => sortTo('asc')}>
                  {t(numbers ? 'grid.sortNumberUp' : 'grid.sortTextUp')}
                </MenuItem>
              )}
              {sortable && (
                <MenuItem icon={<SortDownIcon />} onClick={() => sortTo('desc')}>
                  {t(numbers ? 'grid.sortNumberDown' : 'grid.sortTextDown')}
                </MenuItem>
              )}
              {sort && <MenuItem onClick={() => sortTo(null)}>{t('grid.sortNone')}</MenuItem>}
              {filterable && <MenuDivider />}
              {filterable && (
                <MenuItem icon={<FilterIcon />} onClick={() => setForm(true)}>
                  {t('grid.filter')}
                </MenuItem>
              )}
              {filter && <MenuItem onClick={() => put(ours.id, null)}>{t('grid.filterRemove')}</MenuItem>}
              <MenuDivider />
              <MenuItem
                icon={column.isPinned() ? <UnpinIcon /> : <PinIcon />}
                onClick={() => api.setColumnsPinned([column], column.isPinned() ? null : 'left')}
              >
                {t(column.isPinned() ? 'grid.unpin' : 'grid.pin')}
              </MenuItem>
              <MenuItem onClick={() => api.autoSizeColumns([column])}>{t('grid.fit')}</MenuItem>
              <MenuItem icon={<HideIcon />} onClick={() => hide(ours.id)}>
                {t('grid.hide')}
              </MenuItem>
            </MenuList>
          </MenuPopover>
        </FluentMenu>
      )}
      {form && (
        <Popover open onOpenChange={(_, data) => setForm(data.open)} positioning={target} trapFocus>
          <PopoverSurface aria-label={t('grid.filterTitle', { column: displayName })} className={styles.filterSurface}>
            <FilterForm
              column={ours}
              filter={filter}
              onApply={(next) => {
                put(ours.id, next);
                setForm(false);
                // The form takes the focus with it when it goes.
                eGridHeader.focus();
              }}
            />
          </PopoverSurface>
        </Popover>
      )}
    </div>
  );
}
