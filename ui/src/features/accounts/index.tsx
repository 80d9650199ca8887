import { useLayoutEffect } from 'react';
import { usePlan } from '../../state/plan';
import { useWindow } from '../../state/window';
import { AccountList } from './AccountList';
import { Duplicates } from './duplicates/Duplicates';
import { leaveDuplicates, useDuplicates } from './duplicates/store';
import { ImportPath } from './import/ImportPath';
import { useImport } from './import/store';
import { closeFamilies, Families, useFamilies } from './families/Families';
import { closeQuality, Quality, useQuality } from './Quality';
import { AccountMap, closeMap, useAccountMap } from './map/AccountMap';
import { NoAccounts } from './NoAccounts';
import { closeSpellings, Spellings, useSpellings } from './spellings/Spellings';

/** What did marketing send? The list, or the path by which it comes in. */
export default function Accounts() {
  const importing = useImport((state) => state.stage !== null);
  const accounts = usePlan((state) => state.plan?.accounts ?? 0);
  const duplicates = useDuplicates((state) => state.view !== null);
  const quality = useQuality((state) => state.open);
  const spellings = useSpellings((state) => state.open);
  const families = useFamilies((state) => state.open);
  const map = useAccountMap((state) => state.open);
  const focus = useWindow((state) => state.focus);
  // A figure that was opened wants the list, whatever was looked at here before.
  useLayoutEffect(() => {
    if (!focus?.segment) return;
    leaveDuplicates();
    closeQuality();
    closeMap();
    closeFamilies();
    closeSpellings();
  }, [focus]);
  if (importing) return <ImportPath />;
  if (duplicates && accounts > 0) return <Duplicates />;
  if (quality && accounts > 0) return <Quality />;
  if (spellings && accounts > 0) return <Spellings />;
  if (families && accounts > 0) return <Families />;
  if (map && accounts > 0) return <AccountMap />;
  return accounts > 0 ? <AccountList /> : <NoAccounts />;
}
