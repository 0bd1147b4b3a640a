// Style of the page's scripts: classic scripts that share one namespace.
import { readFileSync } from "node:fs";
import js from "@eslint/js";
import globals from "globals";

// Words that no name may contain, as checks/plain_names.py has them, and verbs for which scripts have usual names.
const words = [
  ...JSON.parse(readFileSync(new URL("../checks/dialect.json", import.meta.url), "utf-8")),
  ...["ask", "hear", "say", "tell", "there"],
];
const capitalized = words.map((word) => word[0].toUpperCase() + word.slice(1));
const plainName = [
  `(?!(?:${words.join("|")})(?![a-z]))`,
  `(?!.*_(?:${words.join("|")})(?![a-z]))`,
  `(?!.*(?:${capitalized.join("|")})(?![a-z]))`,
  `(?!.*(?<![A-Z])(?:${words.join("|").toUpperCase()})(?![A-Z]))`,
].join("");

export default [
  js.configs.recommended,
  {
    files: ["resources/web/arctic/*.js"],
    languageOptions: {
      sourceType: "script",
      ecmaVersion: 2022,
      globals: { ...globals.browser, arctic: "writable", L: "readonly", QWebChannel: "readonly" },
    },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      "array-callback-return": "error",
      eqeqeq: "error",
      "id-match": ["error", `^${plainName}`, { properties: true, classFields: true }],
      "no-implicit-globals": "error",
      "no-loop-func": "error",
      "no-self-compare": "error",
      "no-throw-literal": "error",
      "no-undef-init": "error",
      "no-unused-expressions": "error",
      "no-unused-vars": "error",
      "no-use-before-define": ["error", { functions: false, classes: false, variables: false }],
      "no-var": "error",
      "object-shorthand": "error",
      "prefer-const": ["error", { destructuring: "all" }],
      strict: ["error", "global"],
    },
  },
];
