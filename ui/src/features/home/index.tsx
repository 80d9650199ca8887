import { usePlan } from '../../state/plan';
import { Standing } from './Standing';
import { Start } from './Start';

/** Where do we stand? Without a plan: how to get one. */
export default function Home() {
  const open = usePlan((state) => state.plan !== null);
  return open ? <Standing /> : <Start />;
}
