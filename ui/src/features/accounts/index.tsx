import { usePlan } from '../../state/plan';
import { AccountList } from './AccountList';
import { Duplicates } from './duplicates/Duplicates';
import { useDuplicates } from './duplicates/store';
import { ImportPath } from './import/ImportPath';
import { useImport } from './import/store';
import { NoAccounts } from './NoAccounts';

/** What did marketing send? The list, or the path by which it comes in. */
export default function Accounts() {
  const importing = useImport((state) => state.stage !== null);
  const accounts = usePlan((state) => state.plan?.accounts ?? 0);
  const duplicates = useDuplicates((state) => state.view !== null);
  if (importing) return <ImportPath />;
  if (duplicates && accounts > 0) return <Duplicates />;
  return accounts > 0 ? <AccountList /> : <NoAccounts />;
}
