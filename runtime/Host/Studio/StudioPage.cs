using System.Net;
using LowCode.Host.Elsa;

namespace LowCode.Host.Studio;

/// <summary>
/// The page around one of Studio's elements. They ask our API with the session of whoever opened the page. Studio pushes the addresses
/// <c>workflows/instances/ID/view</c> and <c>workflows/definitions/ID/edit</c>: the page goes there.
/// </summary>
internal sealed record StudioPage(string Element, string? Attribute = null, string? Id = null)
{
    public static StudioPage Definitions { get; } = new("elsa-workflow-definition-list");

    public static StudioPage Instances { get; } = new("elsa-workflow-instance-list");

    /// <summary>What an address below Studio's base shows; null: nothing.</summary>
    public static StudioPage? At(string path) => path.Trim('/').Split('/') switch
    {
        [""] or ["workflows"] or ["workflows", "definitions"] => Definitions,
        ["workflows", "instances"] => Instances,
        ["workflows", "definitions", var id, "edit"] => new("elsa-workflow-definition-editor", "definition-id", id),
        ["workflows", "instances", var id, "view"] => new("elsa-workflow-instance-viewer", "instance-id", id),
        _ => null,
    };

    /// <summary>Scripts that the package writes into the page to take keys; it has two spellings of one.</summary>
    private const string KeysScript = "'sha256-snlP1jz0gjwc5cTz9ErZcliXuCK63+Mmf68RRCeptgc=' 'sha256-vu6sQrKXQHR4Yn3FMMihA/9TxxfIXnCxKwvLrTPJ5ts='";

    /// <summary>What it may load: WebAssembly, the editor's workers, and no other server.</summary>
    public static string Policy(string nonce) =>
        $"default-src 'self'; script-src 'self' 'wasm-unsafe-eval' 'nonce-{nonce}' {KeysScript}; worker-src 'self' blob:; style-src 'self' 'unsafe-inline'; "
        + "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    /// <param name="origin">Of this server, as the browser sees it.</param>
    public string Html(string origin, string nonce)
    {
        var attribute = Attribute is null ? "" : $" {Attribute}=\"{WebUtility.HtmlEncode(Id)}\"";
        return $$"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1.0">
            <title>Elsa Studio</title>
            <link rel="icon" href="data:,">
            <base href="{{StudioRoutes.Root}}/">
            <link href="_content/MudBlazor/MudBlazor.min.css" rel="stylesheet">
            <link href="_content/CodeBeam.MudBlazor.Extensions/MudExtensions.min.css" rel="stylesheet">
            <link href="_content/Radzen.Blazor/css/material-base.css" rel="stylesheet">
            <link href="_content/Elsa.Studio.Shell/css/shell.css" rel="stylesheet">
            <link href="Elsa.Studio.Host.CustomElements.styles.css" rel="stylesheet">
            <style>
            html, body { height: 100%; margin: 0; font-family: sans-serif; }
            body { display: flex; flex-direction: column; }
            nav { display: flex; gap: 1.5rem; padding: .6rem 1rem; background: #1f2937; }
            nav a { color: #fff; text-decoration: none; }
            main { flex: 1; min-height: 0; }
            #blazor-error-ui { display: none; position: fixed; bottom: 0; left: 0; right: 0; padding: .6rem 1rem; background: #b91c1c; color: #fff; z-index: 5000; }
            </style>
            </head>
            <body>
            <nav>
            <a href="{{StudioRoutes.Root}}/workflows/definitions">{{WebUtility.HtmlEncode(Texts.StudioDefinitions)}}</a>
            <a href="{{StudioRoutes.Root}}/workflows/instances">{{WebUtility.HtmlEncode(Texts.StudioInstances)}}</a>
            <a href="/">{{WebUtility.HtmlEncode(Texts.StudioBack)}}</a>
            </nav>
            <elsa-backend-provider remote-endpoint="{{WebUtility.HtmlEncode(origin)}}{{ElsaRoutes.Root}}"></elsa-backend-provider>
            <main><{{Element}}{{attribute}}></{{Element}}></main>
            <div id="blazor-error-ui">{{WebUtility.HtmlEncode(Texts.StudioBroken)}} <a href="">{{WebUtility.HtmlEncode(Texts.StudioReload)}}</a></div>
            <script nonce="{{nonce}}">
            (() => {
              const root = '{{StudioRoutes.Root}}';
              const definition = id => location.assign(`${root}/workflows/definitions/${encodeURIComponent(id)}/edit`);
              const instance = id => location.assign(`${root}/workflows/instances/${encodeURIComponent(id)}/view`);
              const callbacks = [
                ['elsa-workflow-definition-list', 'editWorkflowDefinition', definition],
                ['elsa-workflow-instance-list', 'viewWorkflowInstance', instance],
                ['elsa-workflow-instance-viewer', 'editWorkflowDefinition', definition],
              ];
              // A property that is set before the element is defined is lost.
              for (const [tag, name, act] of callbacks) {
                const element = document.querySelector(tag);
                if (element) customElements.whenDefined(tag).then(() => { element[name] = act; });
              }
              // Studio only changes the address; here there is a page behind it.
              const push = history.pushState.bind(history);
              history.pushState = (state, title, url) => {
                const path = url ? new URL(url, document.baseURI).pathname : '';
                const pushed = path.match(/\/workflows\/(instances\/[^/]+\/view|definitions\/[^/]+\/edit)$/);
                if (pushed) location.assign(`${root}/workflows/${pushed[1]}`); else push(state, title, url);
              };
            })();
            </script>
            <script src="_content/BlazorMonaco/jsInterop.js"></script>
            <script src="_content/BlazorMonaco/lib/monaco-editor/min/vs/loader.js"></script>
            <script src="_content/BlazorMonaco/lib/monaco-editor/min/vs/editor/editor.main.js"></script>
            <script src="_content/MudBlazor/MudBlazor.min.js"></script>
            <script src="_content/CodeBeam.MudBlazor.Extensions/MudExtensions.min.js"></script>
            <script src="_content/Radzen.Blazor/Radzen.Blazor.js"></script>
            <script src="_framework/blazor.webassembly.js"></script>
            </body>
            </html>
            """;
    }
}
