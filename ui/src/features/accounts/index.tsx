import { usePlan } from '../../state/plan';
import { AccountList } from './AccountList';
import { ImportPath } from './import/ImportPath';
import { useImport } from './import/store';
import { NoAccounts } from './NoAccounts';

/** What did marketing send? The list, or the path by which it comes in. */
export default function Accounts() {
  const importing = useImport((state) => state.stage !== null);
  const accounts = usePlan((state) => state.plan?.accounts ?? 0);
  if (importing) return <ImportPath />;
  return accounts > 0 ? <AccountList /> : <NoAccounts />;
}
