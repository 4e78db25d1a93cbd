# JupyterLab adds a picture in PNG to every Plotly figure that it draws, and would save both. The figure alone is enough:
# it is drawn anew when the notebook is opened, and the file stays some four times smaller.


def drop_pictures_of_figures(model, **_):
    content = model.get("content")
    if model["type"] != "notebook" or not isinstance(content, dict):
        return
    for cell in content.get("cells", []):
        for output in cell.get("outputs", []):
            data = output.get("data", {})
            if "application/vnd.plotly.v1+json" in data:
                data.pop("image/png", None)


c.FileContentsManager.pre_save_hook = drop_pictures_of_figures  # noqa: F821, c is what Jupyter gives
