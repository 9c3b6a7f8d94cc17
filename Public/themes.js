// Light, dark, or as the system has it. The choice lives in a cookie, so that the server draws charts to match.

const darkScheme = "(prefers-color-scheme: dark)";

// Which colours the page has at the moment: light or dark.
export function currentColours() {
  const theme = document.documentElement.dataset.theme;
  if (theme !== "system") return theme;
  return matchMedia(darkScheme).matches ? "dark" : "light";
}

export function startThemes() {
  const choices = document.getElementById("themes");
  if (!choices) return;
  choices.hidden = false;
  show(document.documentElement.dataset.theme);
  matchMedia(darkScheme).addEventListener("change", () => {
    document.dispatchEvent(new CustomEvent("themechange"));
  });
  choices.addEventListener("click", (event) => {
    const choice = event.target.closest("[data-theme-choice]")?.dataset.themeChoice;
    if (!choice) return;
    document.cookie = `theme=${choice}; path=/; max-age=31536000; samesite=strict`;
    document.documentElement.dataset.theme = choice;
    show(choice);
    document.dispatchEvent(new CustomEvent("themechange"));
  });

  function show(theme) {
    for (const button of choices.querySelectorAll("button")) {
      button.setAttribute("aria-pressed", String(button.dataset.themeChoice === theme));
    }
  }
}
