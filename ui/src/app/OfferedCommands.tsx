import { useEffect } from 'react';
import { offered, useAllCommands } from '../commands/registry';
import { call } from '../ipc/call';

/**
 * Tells the native menu what can be had now, so that its other entries are grey instead of doing nothing. Draws nothing:
 * a component of its own, so that no screen is drawn anew because another one offers something.
 */
export function OfferedCommands() {
  const ids = JSON.stringify(offered(useAllCommands()).sort());
  useEffect(() => {
    // A screen that changes takes its commands away and brings others: what holds in the end is told, and once.
    const soon = setTimeout(() => call('offer_commands', { ids: JSON.parse(ids) as string[] }).catch(() => undefined));
    return () => clearTimeout(soon);
  }, [ids]);
  return null;
}
