import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  plugins: [react()],
  // Relative, because the shell serves the files from its own scheme and not from a web root.
  base: './',
  clearScreen: false,
  server: { port: 1420, strictPort: true, host: '127.0.0.1' },
  build: {
    // The oldest web view that must run this: WKWebView of macOS 12. WebView2 and WebKitGTK are newer.
    target: ['safari15', 'chrome107'],
    // The grid and the charts are large, but read from disk and only when a screen needs them.
    chunkSizeWarningLimit: 1500,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'grid', test: /node_modules[\\/]ag-grid/ },
            { name: 'charts', test: /node_modules[\\/](echarts|zrender)/ },
            { name: 'kit', test: /node_modules[\\/](react|react-dom|scheduler|@fluentui|@griffel|tabster)[\\/]/ },
          ],
        },
      },
    },
  },
  test: {
    environment: 'happy-dom',
    setupFiles: ['src/test/setup.ts'],
    include: ['src/**/*.test.{ts,tsx}'],
    restoreMocks: true,
    // The first test that shows a grid waits for its code.
    testTimeout: 20_000,
  },
});
