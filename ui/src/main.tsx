import '@fontsource-variable/inter/wght.css';
import './styles/tokens.css';
import './styles/base.css';
import './i18n';
import { lazy, StrictMode, Suspense } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/App';
import { Providers } from './app/Providers';

// Every component on one page, to be looked at while one is being made. A release does not carry it.
const Gallery =
  import.meta.env.DEV && new URLSearchParams(location.search).has('gallery')
    ? lazy(() => import('./gallery/Gallery'))
    : null;

// The whole window over invented accounts, in a browser tab.
if (import.meta.env.DEV && new URLSearchParams(location.search).has('mock')) {
  const { installMock } = await import('./gallery/mock');
  installMock();
}

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <Providers>
        <Suspense fallback={null}>{Gallery ? <Gallery /> : <App />}</Suspense>
      </Providers>
    </StrictMode>,
  );
}
