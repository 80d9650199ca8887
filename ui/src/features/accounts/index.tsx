import { useLayoutEffect } from 'react';
import { usePlan } from '../../state/plan';
import { useWindow } from '../../state/window';
import { AccountList } from './AccountList';
import { Duplicates } from './duplicates/Duplicates';
import { leaveDuplicates, useDuplicates } from './duplicates/store';
import { ImportPath } from './import/ImportPath';
import { useImport } from './import/store';
import { Families } from './families/Families';
import { Quality } from './Quality';
import { closeLook, useLook } from './look';
import { AccountMap } from './map/AccountMap';
import { NoAccounts } from './NoAccounts';
import { Spellings } from './spellings/Spellings';

const LOOKS = { quality: Quality, map: AccountMap, families: Families, spellings: Spellings };

/** What did marketing send? The list, or the path by which it comes in. */
export default function Accounts() {
  const importing = useImport((state) => state.stage !== null);
  const accounts = usePlan((state) => state.plan?.accounts ?? 0);
  const duplicates = useDuplicates((state) => state.view !== null);
  const look = useLook((state) => state.look);
  const focus = useWindow((state) => state.focus);
  // A figure that was opened wants the list, whatever was looked at here before.
  useLayoutEffect(() => {
    if (!focus?.segment) return;
    leaveDuplicates();
    closeLook();
  }, [focus]);
  if (importing) return <ImportPath />;
  if (duplicates && accounts > 0) return <Duplicates />;
  if (look && accounts > 0) {
    const Shown = LOOKS[look];
    return <Shown />;
  }
  return accounts > 0 ? <AccountList /> : <NoAccounts />;
}
