import { cleanup, configure } from '@testing-library/react';
import { afterEach } from 'vitest';

// Vitest runs without globals, so Testing Library cannot clean up by itself.
afterEach(cleanup);

// A busy machine takes its time; a test that fails waits this long, one that passes does not.
configure({ asyncUtilTimeout: 8_000 });

// The test's DOM rejects the promise of an animation that is cancelled, which no browser does for one nobody waits for.
// Nothing here looks at movement, so there is none; the component kit then takes every animation as over.
Element.prototype.animate = () => null as unknown as Animation;
