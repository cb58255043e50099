using System.Text;
using LowCode.Tests.Component.Http;
using LowCode.Tests.EndToEnd.Running;
using LowCode.Tests.EndToEnd.Screens;
using Microsoft.Playwright;
using Xunit;

namespace LowCode.Tests.EndToEnd;

/// <summary>A form with every type of field, filled in a browser at a desk and on a phone, submitted, and read again by somebody else.</summary>
public sealed class InspectionTests(Product product) : IAsyncLifetime
{
    private static readonly byte[] _pdf = Encoding.ASCII.GetBytes("%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF");
    private static readonly byte[] _video = [0, 0, 0, 24, .. "ftypisom"u8, 0, 0, 2, 0, .. "isomiso2"u8, 0, 0, 0, 8, .. "mdat"u8];
    private static readonly byte[] _sound = [.. "RIFF"u8, 36, 0, 0, 0, .. "WAVEfmt "u8, 16, 0, 0, 0, 1, 0, 1, 0, 0x40, 0x1F, 0, 0, 0x40, 0x1F, 0, 0, 1, 0, 8, 0, .. "data"u8, 0, 0, 0, 0];

    private readonly HostProcess _host = new();

    public async ValueTask InitializeAsync()
    {
        await _host.StartAsync();
        await _host.CommandAsync("install-template", "site-inspection", "demo");
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Theory]
    [InlineData(1280)]
    [InlineData(390)]
    public async Task Form_with_every_type_is_filled_submitted_and_read_again(int width)
    {
        var grid = await Person.SignInAsync(product, "grid", width, _host);
        await grid.GoAsync("/report");
        await grid.Page.Test("report-site-inspection").ClickAsync();
        await grid.Page.Test("form").WaitForAsync();
        await FillBasicsAsync(grid);
        await grid.ShotAsync("inspection-basics");
        await grid.Page.Test("page-next").ClickAsync();
        await FillPlacesAsync(grid);
        await grid.ShotAsync("inspection-spot");
        await grid.Page.Test("page-next").ClickAsync();
        await FillItemsAsync(grid);

        // What is missing is listed, leads to its place, and is mended there.
        await grid.Page.Test("submit-report").ClickAsync();
        await grid.Page.Test("form-problems").Locator("li button").First.ClickAsync();
        await grid.ShotAsync("inspection-problems");
        await Assertions.Expect(grid.Page.Test("field-findings")).ToBeFocusedAsync();
        await grid.FillAsync("findings", "后厨地面有油污，冷藏柜未分类存放。");
        await SignAsync(grid);
        await grid.ShotAsync("inspection-result");
        await grid.Page.Test("submit-report").ClickAsync();
        var number = (await grid.Page.Test("case-number").InnerTextAsync()).Trim();

        await ReadAgainAsync(width, number);
    }

    [Fact]
    public async Task Composition_of_characters_is_never_lost_and_what_is_typed_is_never_set_back()
    {
        var grid = await Person.SignInAsync(product, "grid", 1280, _host);
        await grid.GoAsync("/report");
        await grid.Page.Test("report-site-inspection").ClickAsync();
        var title = grid.Page.Test("field-visitTitle");
        var keyboard = await grid.Page.Context.NewCDPSessionAsync(grid.Page);
        await title.FocusAsync();

        await keyboard.SendAsync("Input.imeSetComposition", new Dictionary<string, object> { ["text"] = "wang'lan", ["selectionStart"] = 8, ["selectionEnd"] = 8 });

        // Another field changes meanwhile, and the form is drawn again.
        await grid.Page.Locator("[data-test=field-source-random]").EvaluateAsync("e => e.click()");
        await Assertions.Expect(grid.Page.Locator("[data-field=source] .lc-link")).ToBeVisibleAsync();
        await Assertions.Expect(title).ToHaveValueAsync("wang'lan");
        await keyboard.SendAsync("Input.insertText", new Dictionary<string, object> { ["text"] = "望澜路" });
        await title.PressSequentiallyAsync(" 小吃店 ", new LocatorPressSequentiallyOptions { Delay = 120 });

        await Assertions.Expect(title).ToHaveValueAsync("望澜路 小吃店 ");
        await title.BlurAsync();
        await Assertions.Expect(title).ToHaveValueAsync("望澜路 小吃店");
    }

    [Theory]
    [InlineData("visitTitle", "Wanglan Road ")]
    [InlineData("creditCode", "91350100m000100y43")]
    [InlineData("ownerPhone", "13800138000")]
    [InlineData("place-detail", "Road 18 ")]
    [InlineData("visitedFrom", "9:30")]
    [InlineData("visitedOn", "2026-11-30")]
    [InlineData("finishedAt", "2026-11-30 10:20")]
    public async Task What_is_typed_is_never_answered_with_a_text_for_its_control(string field, string text)
    {
        var grid = await Person.SignInAsync(product, "grid", 1280, _host);
        await grid.GoAsync("/report");
        await grid.Page.Test("report-site-inspection").ClickAsync();
        var typed = grid.Page.Test($"field-{field}");
        await typed.FillAsync("");
        await typed.FocusAsync();
        await typed.EvaluateAsync("""
            control => {
              const value = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value");
              control.answers = [];
              Object.defineProperty(control, "value", {
                get: () => value.get.call(control),
                set: text => { control.answers.push(text); value.set.call(control, text); },
              });
            }
            """);

        // A change is told in each pause: each letter is, and the last has been answered when something else is.
        await typed.PressSequentiallyAsync(text, new LocatorPressSequentiallyOptions { Delay = 120 });
        await grid.Page.Locator("[data-test=field-source-random]").EvaluateAsync("e => e.click()");
        await Assertions.Expect(grid.Page.Locator("[data-field=source] .lc-link")).ToBeVisibleAsync();

        Assert.Empty(await typed.EvaluateAsync<string[]>("control => control.answers"));
        await Assertions.Expect(typed).ToHaveValueAsync(text);
    }

    [Theory]
    [InlineData("visitTitle", "The quick ", "brown fox 望澜路")]
    [InlineData("creditCode", "91350100m0", "00100y43")]
    [InlineData("ownerPhone", "13800", "138000")]
    [InlineData("place-detail", "Wanglan ", "Road 18")]
    [InlineData("visitedFrom", "9:3", "0")]
    [InlineData("visitedOn", "2026-11-3", "0")]
    [InlineData("finishedAt", "2026-11-30 1", "0:20")]
    public async Task Answer_that_comes_late_takes_nothing_from_what_was_typed_meanwhile(string field, string first, string then)
    {
        var grid = await Person.SignInAsync(product, "grid", 1280, _host);
        await using var network = new SlowNetwork(_host);
        await grid.GoAsync(new Uri(network.Address, "/report").ToString());
        await grid.Page.Test("report-site-inspection").ClickAsync();
        var typed = grid.Page.Test($"field-{field}");
        await typed.FillAsync("");
        await typed.FocusAsync();

        var answered = network.Hold();
        await typed.PressSequentiallyAsync(first);
        await answered;
        await typed.PressSequentiallyAsync(then);
        network.Release();

        // What the server says of another field comes after all that it said of this.
        await grid.Page.Locator("[data-test=field-source-random]").EvaluateAsync("e => e.click()");
        await Assertions.Expect(grid.Page.Locator("[data-field=source] .lc-link")).ToBeVisibleAsync();
        await Assertions.Expect(typed).ToHaveValueAsync(first + then);
    }

    [Fact]
    public async Task Cells_of_a_spreadsheet_are_pasted_with_their_words_and_lines()
    {
        var grid = await Person.SignInAsync(product, "grid", 1280, _host);
        await grid.GoAsync("/report");
        await grid.Page.Test("report-site-inspection").ClickAsync();
        await grid.Page.Test("page-p3").ClickAsync();
        await grid.Page.Test("field-items-add").ClickAsync();
        var cell = grid.Page.Locator(".lc-cell-input");
        await Assertions.Expect(cell).ToBeFocusedAsync();

        await cell.EvaluateAsync(""""
            cell => {
              const copied = new DataTransfer();
              copied.setData("text/plain", '"灭火器 ""4 kg"""\t较重\t2\t85.5\t\t\t是\r\n抽油烟机\t不明\t1\r\n');
              cell.dispatchEvent(new ClipboardEvent("paste", { clipboardData: copied, bubbles: true, cancelable: true }));
            }
            """");

        await Assertions.Expect(grid.Page.Test("cell-items-0-name")).ToHaveTextAsync("灭火器 \"4 kg\"");
        await Assertions.Expect(grid.Page.Test("cell-items-0-amount")).ToContainTextAsync("171.00");
        await Assertions.Expect(grid.Page.Test("cell-items-0-isMet")).ToHaveTextAsync("是");
        await Assertions.Expect(grid.Page.Test("cell-items-1-quantity")).ToHaveTextAsync("1");
        await Assertions.Expect(grid.Page.Test("field-items-pasted")).ToContainTextAsync("：不明");
    }

    [Fact]
    public async Task Large_text_and_strong_contrast_stay_switched_on()
    {
        var grid = await Person.SignInAsync(product, "grid", 390, _host);
        await grid.GoAsync("/tasks");
        var before = await SizeAsync(grid);
        await grid.Page.Test("account").ClickAsync();
        await grid.Page.Test("comfort-large").ClickAsync();
        await grid.Page.Test("comfort-contrast").ClickAsync();

        await grid.GoAsync("/report");
        await grid.Page.Test("report-site-inspection").ClickAsync();
        await grid.Page.Test("form").WaitForAsync();

        Assert.Equal(before * 1.25, await SizeAsync(grid));
        Assert.True(await grid.Page.EvaluateAsync<bool>("document.documentElement.classList.contains('lc-contrast')"));
        Assert.True(await grid.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"));
        await grid.ShotAsync("inspection-large");
    }

    private static async Task FillBasicsAsync(Person grid)
    {
        await grid.FillAsync("visitTitle", "望澜路小吃店卫生检查");
        await grid.FillAsync("tradeName", "澜味小吃店");
        await grid.FillAsync("creditCode", "91350100m000100y43");
        await grid.ChooseCodeAsync("trade", "餐饮");
        await grid.Page.Test("field-inspectionItem").ClickAsync();
        await grid.Page.Test("chooser-search").FillAsync("卫生");
        await Assertions.Expect(grid.Page.Test("chooser-found").Locator("button")).ToHaveCountAsync(1);
        await grid.Page.Test("chooser-item-food-2").ClickAsync();
        await grid.Page.Test("field-source-complaint").CheckAsync();
        await grid.Page.Test("field-isOpen-true").CheckAsync();
        await grid.Page.Test("field-hazards-fire").CheckAsync();
        await grid.Page.Test("field-hazards-hygiene").CheckAsync();
        await grid.ChooseCodeAsync("place-division", "望澜");
        await grid.FillAsync("place-detail", "望澜路 18 号");
        await grid.FillAsync("ownerId", "11010519491231002x");
        await grid.FillAsync("ownerPhone", "138 0013 8000");
        await Assertions.Expect(grid.Page.Test("field-inspector")).ToContainTextAsync("王小梅");
        await grid.Page.Test("field-inspector").ClickAsync();
        await grid.Page.Test("chooser-search").FillAsync("赵");
        await grid.Page.Test("chooser-item-grid2").ClickAsync();
        await Assertions.Expect(grid.Page.Test("field-inspector")).ToContainTextAsync("赵一鸣");
        await grid.FillAsync("visitedFrom", "9:30");
        await grid.FillAsync("finishedAt", "2026-11-30 10:20");
        await grid.Page.Test("field-finishedAt").BlurAsync();
        await Assertions.Expect(grid.Page.Test("field-visitedFrom")).ToHaveValueAsync("09:30");
        await Assertions.Expect(grid.Page.Test("field-visitedOn")).Not.ToHaveValueAsync("");
    }

    private static async Task FillPlacesAsync(Person grid)
    {
        await grid.FillAsync("location-lon", "112.0012");
        await grid.FillAsync("location-lat", "30.0031");
        await Assertions.Expect(grid.Page.Locator("[data-test=field-location-map] .lc-map-pin")).ToHaveCountAsync(1);
        foreach (var map in new[] { "route", "scope" })
        {
            var box = grid.Page.Test($"field-{map}-map");
            await Assertions.Expect(box.Locator(".lc-map-name").First).ToBeVisibleAsync();
            foreach (var (x, y) in new[] { (90f, 80f), (190f, 110f), (150f, 200f) })
            {
                await box.ClickAsync(new LocatorClickOptions { Position = new Position { X = x, Y = y } });
            }

            await Assertions.Expect(box.Locator(".lc-map-corner")).ToHaveCountAsync(3);
        }

        await AddAsync(grid, "photos", "现场.png", "image/png", await grid.Page.ScreenshotAsync());
        await Assertions.Expect(grid.Page.Locator("[data-field=photos] img")).ToHaveCountAsync(1);
        await AddAsync(grid, "photos", "假照片.jpg", "image/jpeg", Encoding.UTF8.GetBytes("no picture"));
        await Assertions.Expect(grid.Page.Locator("[data-field=photos] .lc-problem")).ToContainTextAsync("假照片.jpg");
        await AddAsync(grid, "videos", "现场.mp4", "video/mp4", _video);
        await Assertions.Expect(grid.Page.Locator("[data-field=videos] video")).ToHaveCountAsync(1);
        await AddAsync(grid, "recordings", "谈话.wav", "audio/wav", _sound);
        await Assertions.Expect(grid.Page.Locator("[data-field=recordings] audio")).ToHaveCountAsync(1);
        await AddAsync(grid, "documents", "许可证.pdf", "application/pdf", _pdf);
        await Assertions.Expect(grid.Page.Locator("[data-field=documents] .lc-file-name")).ToHaveTextAsync("许可证.pdf");
        await grid.FillAsync("equipmentTag", "6901234567892");
    }

    private static async Task FillItemsAsync(Person grid)
    {
        var keyboard = grid.Page.Keyboard;
        await grid.Page.Test("field-items-add").ClickAsync();
        await Assertions.Expect(grid.Page.Locator(".lc-cell-input")).ToBeFocusedAsync();
        await keyboard.TypeAsync("灭火器");
        await keyboard.PressAsync("Tab");
        await grid.Page.Test("field-items-0-grade").SelectOptionAsync("b");
        await grid.Page.Test("cell-items-0-quantity").ClickAsync();
        await keyboard.TypeAsync("2");
        await keyboard.PressAsync("Tab");
        await keyboard.TypeAsync("85.5");
        await keyboard.PressAsync("Enter");
        await Assertions.Expect(grid.Page.Test("cell-items-0-amount")).ToContainTextAsync("171.00");
        await Assertions.Expect(grid.Page.Locator("tbody tr[data-row='1']")).ToHaveCountAsync(1);
        await grid.Page.Test("cell-items-1-name").ClickAsync();
        await keyboard.TypeAsync("抽油烟机");
        await keyboard.PressAsync("ArrowUp");
        await keyboard.PressAsync("Escape");
        await Assertions.Expect(grid.Page.Test("cell-items-0-name")).ToContainTextAsync("灭火器");
        await grid.Page.Test("field-staff").FillAsync("6");
        await grid.Page.Test("field-floorArea").FillAsync("86.5");
        await Assertions.Expect(grid.Page.Test("reading-totalAmount")).ToContainTextAsync("171.00");
        await grid.Page.Test("field-result-rectify").CheckAsync();
        await grid.FillAsync("rectifyPeriod-start", "2026-12-01");
        await grid.FillAsync("rectifyPeriod-end", "2026-12-15");
        await grid.Page.Locator("[data-field=opinion] .ql-editor").ClickAsync();
        await keyboard.PressAsync("Control+b");
        await keyboard.TypeAsync("责令限期整改");
    }

    private static async Task SignAsync(Person grid)
    {
        var pad = grid.Page.Test("field-signature-pad");
        await pad.ScrollIntoViewIfNeededAsync();
        var box = (await pad.BoundingBoxAsync())!;
        await grid.Page.Mouse.MoveAsync(box.X + 40, box.Y + 60);
        await grid.Page.Mouse.DownAsync();
        await grid.Page.Mouse.MoveAsync(box.X + 120, box.Y + 120, new MouseMoveOptions { Steps = 8 });
        await grid.Page.Mouse.MoveAsync(box.X + 200, box.Y + 40, new MouseMoveOptions { Steps = 8 });
        await grid.Page.Mouse.UpAsync();
        await grid.FillAsync("signature-name", "周老板");
        await grid.Page.Test("field-signature-sign").ClickAsync();
        await Assertions.Expect(grid.Page.Locator("[data-field=signature] img")).ToBeVisibleAsync();
    }

    private async Task ReadAgainAsync(int width, string number)
    {
        var acceptor = await Person.SignInAsync(product, "acceptor", width, _host);
        await acceptor.OpenTaskAsync(number, "review");
        await acceptor.Page.Test("page-p3").ClickAsync();
        await Assertions.Expect(acceptor.Page.Test("reading-opinion").Locator("strong")).ToHaveTextAsync("责令限期整改");
        await Assertions.Expect(acceptor.Page.Test("reading-signature")).ToContainTextAsync("周老板");
        await acceptor.FillAsync("reviewNote", "情况属实。");
        await acceptor.CompleteAsync("confirm");
        await acceptor.GoAsync($"/cases/{number}");
        var data = acceptor.Page.Locator("main");
        foreach (var text in new[] { "91350100M000100Y43", "餐饮服务 / 后厨卫生", "消防、卫生", "云澜市 / 望澜街道 望澜路 18 号", "赵一鸣", "09:30", "许可证.pdf", "2026-12-01 至 2026-12-15", "¥ 171.00" })
        {
            await Assertions.Expect(data).ToContainTextAsync(text);
        }

        await Assertions.Expect(acceptor.Page.Test("status").First).ToHaveAttributeAsync("data-status", "confirmed");
        await acceptor.ShotAsync("inspection-case");
        await ReadOnPaperAsync(acceptor, number);
    }

    // The case has no template of its own: the product prints every section.
    private static async Task ReadOnPaperAsync(Person acceptor, string number)
    {
        var address = await acceptor.Page.Test("print").GetAttributeAsync("href");
        var answer = await acceptor.Page.Context.APIRequest.GetAsync(new Uri(new Uri(acceptor.Page.Url), address).ToString());
        await File.WriteAllBytesAsync(Path.Combine(Places.Screenshots, "inspection-case.pdf"), await answer.BodyAsync());
        var pdf = PdfText.Of(await answer.BodyAsync());

        Assert.Contains(number, pdf.Text, StringComparison.Ordinal);
        foreach (var text in new[] { "91350100M000100Y43", "餐饮服务/后厨卫生", "消防、卫生", "望澜路18号", "赵一鸣", "09:30", "许可证.pdf", "2026-12-01至2026-12-15", "171.00", "责令限期整改", "周老板", "灭火器", "6901234567892" })
        {
            Assert.Contains(text, pdf.Text, StringComparison.Ordinal);
        }

        // Whoever may not see a value does not get it on paper.
        Assert.DoesNotContain("11010519491231002", pdf.Text, StringComparison.Ordinal);
        Assert.InRange(pdf.Size.Height, 842, 843);
        Assert.True(pdf.Pictures >= 2, $"Expected the photo and the signature, but {pdf.Pictures} pictures are there.");
    }

    private static Task AddAsync(Person grid, string field, string name, string mediaType, byte[] content) =>
        grid.Page.Locator($"[data-test=field-{field}-file]").SetInputFilesAsync(new FilePayload { Name = name, MimeType = mediaType, Buffer = content });

    private static Task<double> SizeAsync(Person person) => person.Page.EvaluateAsync<double>("parseFloat(getComputedStyle(document.documentElement).fontSize)");
}
