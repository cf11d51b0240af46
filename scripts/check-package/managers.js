'use strict';

const path = require('node:path');

const TOOLS = path.join(__dirname, 'node_modules');

/**
 * The package managers: the program, its arguments for installing what package.json says, and how it is told of a registry
 * and a place for its cache. `node`: arguments before a program that is to see what was installed.
 */
const MANAGERS = {
  npm: {
    program: 'npm/bin/npm-cli.js',
    install: ['install', '--no-audit', '--no-fund', '--no-update-notifier'],
    env: (registry, home) => ({ npm_config_registry: registry, npm_config_cache: path.join(home, 'npm') }),
  },
  pnpm: {
    program: 'pnpm/bin/pnpm.cjs',
    install: ['install', '--config.manage-package-manager-versions=false'],
    env: (registry, home) => ({
      npm_config_registry: registry,
      npm_config_store_dir: path.join(home, 'pnpm'),
      npm_config_update_notifier: 'false',
    }),
  },
  'yarn 1': {
    program: 'yarn/bin/yarn.js',
    install: ['install', '--non-interactive', '--no-progress', '--disable-self-update-check'],
    env: (registry, home) => ({ YARN_REGISTRY: registry, YARN_CACHE_FOLDER: path.join(home, 'yarn') }),
  },
  'yarn 4 (Plug and Play)': {
    program: '@yarnpkg/cli-dist/bin/yarn.js',
    install: ['install'],
    // An empty lock file keeps Yarn from looking for a project in the folders above.
    files: { 'yarn.lock': '' },
    env: (registry) => ({
      YARN_NPM_REGISTRY_SERVER: registry,
      YARN_UNSAFE_HTTP_WHITELIST: '127.0.0.1',
      YARN_ENABLE_TELEMETRY: '0',
      YARN_ENABLE_IMMUTABLE_INSTALLS: 'false',
      YARN_ENABLE_GLOBAL_CACHE: 'false',
      YARN_PNP_ENABLE_ESM_LOADER: 'true',
    }),
    node: ['--require', './.pnp.cjs'],
  },
};

/**
 * Makes a project with these dependencies and installs them.
 *
 * @returns {Promise<string>} the project's folder
 */
async function install(place, registry, manager, name, dependencies, { options = [] } = {}) {
  const { program, install: args, env, files = {} } = MANAGERS[manager];
  const manifest = { name: 'app', version: '1.0.0', private: true, license: 'MIT', dependencies };
  const folder = place.project(name, { 'package.json': JSON.stringify(manifest), ...files });
  const given = [path.join(TOOLS, program), ...args, ...options];
  await place.node(given, { cwd: folder, env: env(registry.url, place.home) });
  return folder;
}

module.exports = { MANAGERS, TOOLS, install };
